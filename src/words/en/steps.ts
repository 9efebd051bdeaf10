import {plural} from '../plural.ts';

const counted = plural('en');

export const steps = {
  outOfDate: {message: 'This button is out of date: the lab has changed since.', next: 'Type /lab show.'},
  showMine: 'Show my step',

  hint: {
    button: '💡 Hint',
    another: 'Another hint',
    situation: 'What your sandbox shows',
    graded: ({title, number, of}: {title: string; number: number; of: number}): string =>
      `${title}: hint ${number} of ${of}`,
    none: 'That were all hints for this step. What is left is the solution.',
  },
  solution: {
    button: 'Solution',
    ask: ({title}: {title: string}): string => `Show the solution of **${title}**? It is noted that you saw it.`,
    show: 'Show it',
    heading: ({title}: {title: string}): string => `Solution: ${title}`,
  },
  reset: {
    ask: ({title}: {title: string}): string =>
      [
        'What is in your sandbox is deleted: workloads, Pods, Services, ConfigMaps, Secrets, your labels on nodes. Steps that you passed stay passed.',
        `Then **${title}** can be made ready again, or all stays empty.`,
      ].join('\n'),
    toStep: 'Back to the start of this step',
    empty: 'Empty it',
  },

  course: {
    ask: ({title}: {title: string}): string =>
      [
        `**${title}** begins in an empty sandbox, and there is something in yours: what is left could pass its steps or stand in their way.`,
        'What you passed stays passed. Emptying deletes workloads, Pods, Services, ConfigMaps, Secrets, claims, your labels on nodes.',
      ].join('\n'),
    emptyFirst: 'Empty it and go on',
    asItIs: 'Go on as it is',
  },

  card: {
    place: ({lab, number, of}: {lab: string; number: number; of: number}): string => `${lab} · step ${number} of ${of}`,
    inCourse: ({course, lab, number, of}: {course: string; lab: string; number: number; of: number}): string =>
      `${course} · lab ${number} of ${of}: ${lab}`,
    said: ({choice}: {choice: string}): string => `You said: ${choice}. Run it and see.`,
    saidRight: ({choice}: {choice: string}): string => `You said so: ${choice}.`,
    saidWrong: ({choice}: {choice: string}): string => `You said: ${choice}.`,
    notChecked: ({redo}: {redo: string}): string => `could not be checked: ${redo}`,
    countsLater: 'counts once the steps before it are done',
    allDone: '🎉 **All steps are done.** /lab leave removes your sandbox.',
    lastDone: '**Done.** /lab steps shows what is left.',
    done: '**Done.** Go on with Next.',
    labDone: ({next}: {next: string}): string => `**Done.** The next lab is **${next}**.`,
    checked: ({at}: {at: string}): string => `Checked ${at}; it goes on by itself.`,
    ended: 'This card is no longer kept current.',
    goOn: 'Go on with this step',
    check: '✓ Check',
    back: '◀ Back',
    next: 'Next ▶',
    nextLab: 'Next lab ▶',
  },

  /** Why a check is not passed, or cannot be made, and what to do. */
  list: {
    done: ({done, of}: {done: number; of: number}): string => `${done} of ${of} done`,
    minutes: ({minutes}: {minutes: number}): string => `about ${minutes} minutes`,
    hints: ({count}: {count: number}): string => `${count} ${counted(count, 'hint', 'hints')}`,
    solutionSeen: 'solution seen',
    goOn: 'Go on',
    lab: ({number, title, done, of}: {number: number; title: string; done: number; of: number}): string =>
      `**Lab ${number}: ${title}** · ${done} of ${of} done`,
  },
};
