import {plural} from '../plural.ts';

const counted = plural('en');
const sandboxes = (count: number): string => `${count} ${counted(count, 'sandbox', 'sandboxes')}`;

interface Counted {
  count: number;
}

/** What facilitators have done in many sandboxes. */
export const tasks = {
  reset: {
    doing: ({count}: Counted): string => `Resetting ${sandboxes(count)}`,
    done: ({count}: Counted): string => `Reset ${sandboxes(count)}`,
  },
  'fast-forward': {
    doing: ({count}: Counted): string => `Moving on ${sandboxes(count)}`,
    done: ({count}: Counted): string => `Moved on ${sandboxes(count)}`,
  },
  close: {
    doing: ({count}: Counted): string => `Closing ${sandboxes(count)}`,
    done: ({count}: Counted): string => `Closed ${sandboxes(count)}`,
  },
  expire: {
    doing: ({count}: Counted): string => `Removing expired ${sandboxes(count)}`,
    done: ({count}: Counted): string => `Removed expired ${sandboxes(count)}`,
  },
  toStep: ({what, number}: {what: string; number: number}): string => `${what}: step ${number}`,
  states: {
    done: ({count}: Counted): string => `${count} done`,
    failed: ({count}: Counted): string => `**${count} failed**`,
    cancelled: ({count}: Counted): string => `${count} cancelled`,
    toGo: ({count}: Counted): string => `${count} to go`,
  },
  more: ({count}: Counted): string => `… and ${count} more`,
  cancelRest: 'Cancel the rest',
  broke: 'Something broke on our side.',
  noSuchStep: 'The lab has no such step.',
  notPassed: ({number}: {number: number}): string => `Its solution did not pass step ${number}.`,
  endNotSeen: 'Its end was not seen.',
  cancelling: 'Cancelling: what is not done yet stays as it is.',
  endedAlready: 'It has ended already.',
};
