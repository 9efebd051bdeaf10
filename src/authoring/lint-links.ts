import type {LabProblem} from './lab-problem.ts';

const link = /\[[^\]]*\]\((?<target>[^)\s]+)\)/g;

/** Links of a chat need a whole address; a file of the lab is named by a line that uses it. */
export function linkProblems(text: string, path: LabProblem['path']): LabProblem[] {
  return [...text.matchAll(link)]
    .map(({groups}) => groups?.['target'] ?? '')
    .filter((target) => !URL.canParse(target) || !target.startsWith('https://'))
    .map((target) => ({path, message: `the link ${target} is not an https address`}));
}
