import {plural} from '../plural.ts';
import type {Said} from '../said.ts';

const counted = plural('en');

export const replies = {
  cancelled: 'Cancelled.',
  interrupted: 'Interrupted: whether it took effect is unknown. It was not run a second time.',
  firstStep: 'Show the first step',
  pageFrom: ({status, address}: {status: number; address: string}): string => `**HTTP ${status}** from ${address}`,
  emptyPage: 'The page is empty.',
  noOutput: '(no output)',
  downSince: ({at, ago}: {at: string; ago: string}): string => `No Pod has been ready behind it since ${at} (${ago}).`,
  moreWarnings: ({count}: {count: number}): string => `and ${count} more warnings, in output.txt`,
  moreNotes: ({count}: {count: number}): string => `and ${count} more`,

  keepWatching: 'Keep watching',
  replyEnded: 'This reply is no longer kept current.',
  sandboxRemoved: 'This sandbox has been removed.',

  late: {
    mention: ({whom}: {whom: string}): string => `Answers are ready for ${whom}.`,
    show: 'Show my answers',
    older: ({count}: {count: number}): string => `Show older answers (${count})`,
    notKept: ({count}: {count: number}): string =>
      `${count} of your answers ${counted(count, 'is', 'are')} no longer kept.`,
    more: ({count}: {count: number}): string => `and ${count} more`,
    lookNow: 'Look at how things are now, and type it again.',
  },
  tooLate: ({whom}: {whom: string}): string =>
    `${whom} What you sent a moment ago reached me too late, and nothing of it was done.\n→ Send it again.`,

  bug: ({reference}: {reference: string}): Said => ({
    message: `Something broke on our side. The reference is ${reference}.`,
    next: 'Try again, or tell a facilitator the reference.',
  }),
  otherVersion: {
    message: 'It is from another version of Labrador than the one that was to run it, and was not run.',
    next: 'Type it again.',
  },
  keptNoLonger: {
    message: 'It was run, but its answer could not be delivered for two hours, and is kept no longer.',
    next: 'Look at how things are now, and type it again if you need to.',
  },
  tooManyWaiting: ({count}: {count: number}): Said => ({
    message: `${count} of your commands are waiting already.`,
    next: 'Wait until some of them are answered, or type /cancel.',
  }),
  fileTooLarge: ({name, kib}: {name: string; kib: number}): string => `The file ${name} is larger than ${kib} KiB.`,
  fileNotDownloaded: ({name}: {name: string}): Said => ({
    message: `The file ${name} could not be downloaded.`,
    next: 'Send the command again.',
  }),
};
