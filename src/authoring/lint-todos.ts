import type {Lab} from '#src/lab/lab.ts';
import type {LabProblem} from './lab-problem.ts';

const isTodo = (text: string): boolean => /^TODO\b/u.test(text);

/** What a draft has not said yet: a step whose check is still a TODO cannot be passed, nor should anybody be shown one. */
export function todoProblems(lab: Lab): LabProblem[] {
  const heads = (['title', 'summary'] as const).filter((key) => isTodo(lab[key]));
  return [
    ...heads.map((key) => ({path: [key], message: 'is still a TODO'})),
    ...lab.steps.flatMap((step, index) => {
      const open = [
        ...(isTodo(step.title) ? ['title'] : []),
        ...(isTodo(step.text) ? ['text'] : []),
        ...(step.checks.some(({title}) => isTodo(title)) ? ['checks'] : []),
        ...(isTodo(step.solution.text) ? ['solution'] : []),
      ];
      if (open.length === 0) return [];
      return [{path: ['steps', index], message: `the step “${step.title}” has TODOs left: ${open.join(', ')}`}];
    }),
    ...(lab.cleanup.gone.some(({title}) => isTodo(title))
      ? [{path: ['cleanup', 'gone'], message: 'has a check that is still a TODO'}]
      : []),
  ];
}
