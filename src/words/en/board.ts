import {plural} from '../plural.ts';

const counted = plural('en');

export const board = {
  before: ({page}: {page: number}): string => `◀ Page ${page}`,
  after: ({page, of}: {page: number; of: number}): string => `Page ${page} of ${of} ▶`,
  continued: ' (continued)',

  theClass: '**The class**',
  joined: ({count}: {count: number}): string => `${count} joined`,
  finished: ({count}: {count: number}): string => `${count} finished the lab`,
  stuck: ({count}: {count: number}): string => `${count} stuck`,
  inLine: ({count}: {count: number}): string => `${count} in line for a sandbox`,
  lab: ({number, title, finished}: {number: number; title: string; finished: number}): string =>
    `**Lab ${number}: ${title}** · ${finished} finished it`,
  step: ({title, on, done}: {title: string; on: number; done: number}): string =>
    `${title}: ${on} on it · ${done} done`,

  headings: {
    help: '**Asks for help**, the longest first',
    stuck: '**Stuck**, the longest first',
    loops: '**Crash loops**, the longest first',
    predictions: ({number, question}: {number: number; question: string}): string =>
      `**Predictions of step ${number}**: ${question}`,
    hints: '**Hints and solutions**',
    commands: '**Last commands**',
  },
  asks: ({name, number, ago}: {name: string; number: number; ago: string}): string =>
    `**${name}** step ${number}, since ${ago}`,
  isOnIt: ({name}: {name: string}): string => `${name} is on it`,
  stuckSince: ({name, number, ago}: {name: string; number: number; ago: string}): string =>
    `**${name}** step ${number}, stuck since ${ago}`,
  looping: ({name, number, loop}: {name: string; number: number; loop: string}): string =>
    `**${name}** step ${number}: ${loop}`,
  loop: ({pod, status, count, ago}: {pod: string; status: string; count: number; ago: string}): string =>
    `${pod} ${status}, ${count} ${counted(count, 'restart', 'restarts')}, in a crash loop since ${ago}`,
  comesTrue: ({option}: {option: string}): string => `${option} (comes true)`,
  hints: ({count}: {count: number}): string => `${count} ${counted(count, 'hint', 'hints')}`,
  sawSolutions: ({count, steps}: {count: number; steps: string}): string =>
    `saw the solution of ${counted(count, 'step', 'steps')} ${steps}`,
  joinedAt: ({name, ago}: {name: string; ago: string}): string => `${name}: joined ${ago}`,
  did: ({name, what}: {name: string; what: string}): string => `${name}: ${what}`,
  done: '✓ done',
  commands: ({count}: {count: number}): string => `${count} ${counted(count, 'command', 'commands')}`,
  failures: ({count}: {count: number}): string => `${count} failed`,

  ends: ({ago}: {ago: string}): string => `⏱ ends ${ago}`,
  paused: '⏸ **Paused**: nothing runs',
  closing: '🔚 **Closing**: sandboxes are being removed',
  closed: '**Closed**',

  /** The picture of the class. */
  picture: {
    kinds: {
      passed: 'passed',
      shown: 'passed, solution seen',
      here: 'at work',
      stuck: 'stuck',
      open: 'not yet',
    },
    passed: ({count}: {count: number}): string => `${count} passed`,
    stuck: ({count}: {count: number}): string => `${count} stuck`,
    title: ({learners, finished}: {learners: number; finished: number}): string =>
      `${learners} learners · ${finished} finished the lab`,
    step: ({number, passed, here}: {number: number; passed: number; here: number}): string =>
      `Step ${number}: ${passed} passed, ${here} at work.`,
    stepStuck: ({number, passed, here, stuck}: {number: number; passed: number; here: number; stuck: number}): string =>
      `Step ${number}: ${passed} passed, ${here} at work, ${stuck} of them stuck.`,
    whole: ({learners, steps, finished}: {learners: number; steps: number; finished: number}): string =>
      `${learners} learners by ${steps} steps; ${finished} finished the lab.`,
  },
};
