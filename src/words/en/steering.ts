import {plural} from '../plural.ts';
import type {Said} from '../said.ts';

const counted = plural('en');

/** What facilitators do to a workshop: what they are answered, and what its channels are told. */
export const steering = {
  noWorkshop: {
    message: 'No workshop is open here.',
    next: 'Type it in the channel of your workshop. Facilitators open one by /workshop open.',
  },
  notLive: 'This workshop is being closed, or is closed already.',
  nobodyJoins: 'This workshop is being closed: nobody can join any more.',
  restarting: {message: 'I am being restarted, and nothing was done.', next: 'Type it again in a minute.'},

  open: {
    noLab: ({lab, labs}: {lab: string; labs: string}): Said => ({
      message: `There is no lab ${lab}.`,
      next: `There are: ${labs}.`,
    }),
    notAnnounced: ({channel}: {channel: string}): string =>
      `⚠ The chat did not take the announcement in ${channel}: tell the class yourself. \`/workshop doctor\` says what I may do there.`,
    notHeard: ({role}: {role: string}): string =>
      `⚠ The role ${role} is not notified of requests for help: not everybody may mention it, and I lack Mention Everyone in this workshop’s facilitators’ channel.\n→ Let everybody mention the role, in its settings, or give me that permission there.`,
    sameChannel: {
      message: 'Participants and facilitators need a channel each.',
      next: 'Type it in the facilitators’ channel, or name that with facilitators:.',
    },
    noTextChannel: {
      message: 'That is no text channel that I can see.',
      next: 'Let me view the channel, or choose another.',
    },
    lacking: ({channel, permissions}: {channel: string; permissions: string}): Said => ({
      message: `In #${channel} I lack ${permissions}.`,
      next: 'Give it to my role in the channel’s settings, and type this again.',
    }),
    taken: ({channel, workshop}: {channel: string; workshop: string}): Said => ({
      message: `#${channel} belongs to the workshop ${workshop}.`,
      next: 'Close that first, or choose another channel.',
    }),
  },

  close: {
    ask: ({name, count, days}: {name: string; count: number; days: number}): string =>
      `Close **${name}**? ${count} ${counted(count, 'sandbox is', 'sandboxes are')} removed with all that is in them. The record stays for ${days} days: \`/workshop export\`.`,
    button: 'Close it',
    begun: 'Closing. The report follows in the facilitators’ channel.',
    toClass: '🔚 The workshop is closing. Sandboxes are removed; what you reached is kept. Thank you for taking part!',
  },

  extend: {
    nothing: {message: 'Say what to extend.', next: 'Give minutes: or capacity:, or both.'},
    noEnd: 'This workshop has no end: it is open until it is closed.',
    toClass: ({minutes, at, ago}: {minutes: number; at: string; ago: string}): string =>
      `⏱ The workshop goes on for ${minutes} minutes more: it ends ${at} (${ago}).`,
  },
  lifetimes: {
    toClass: ({at, ago}: {at: string; ago: string}): string =>
      `⏱ The workshop ends ${ago}, at ${at}. Sandboxes are removed then.`,
    toFacilitators: ({ago}: {ago: string}): string =>
      `⏱ The workshop closes ${ago}, with all its sandboxes. \`/workshop extend\` gives it more time.`,
    sandbox: ({whom, minutes}: {whom: string; minutes: number}): string =>
      `${whom} ⏱ your sandbox is removed in ${minutes} minutes.`,
  },

  pause: {
    already: 'It is paused already.',
    toClass: '⏸ The workshop is paused. What you type is kept and runs, in its order, when it goes on.',
    done: 'Paused: nothing new runs. `/workshop resume` goes on.',
  },
  resume: {not: 'It is not paused.', toClass: '▶ The workshop goes on.', done: 'It goes on.'},

  broadcast: {
    notTaken: 'The chat did not take it. Check what I may do there.',
    done: ({channel}: {channel: string}): string => `Said in ${channel}.`,
  },
  hint: {
    nobodyStuck: 'Nobody is stuck just now.',
    toClass: 'There is a hint for the step that you are at.',
    button: 'Show my hint',
    saidToAll: 'Said to all.',
    saidToStuck: ({count}: {count: number}): string => `Said to the ${count} who ${counted(count, 'is', 'are')} stuck.`,
  },
  fastForward: {
    nobodyBehind: ({number}: {number: number}): string => `Nobody is behind step ${number}.`,
    all: ({number, title}: {number: number; title: string}): string =>
      `⏩ A facilitator moves everybody who is not there yet to step ${number}: **${title}**. The solutions of the steps before are played.`,
    yours: ({number, title}: {number: number; title: string}): string =>
      `⏩ A facilitator moves your sandbox to step ${number}: **${title}**. The solutions of the steps before are played.`,
    begun: ({count, number}: {count: number; number: number}): string =>
      `Moving ${count} to step ${number}; how far it is shows in the facilitators’ channel.`,
  },
  reset: {
    nobody: 'Nobody has a sandbox.',
    all: '🔄 A facilitator resets all sandboxes to the start of the step that you are at.',
    yours: '🔄 A facilitator resets your sandbox to the start of the step that you are at.',
    begun: ({count}: {count: number}): string =>
      `Resetting ${count}; how far it is shows in the facilitators’ channel.`,
  },
  busy: {
    message: 'Facilitators are at work in these sandboxes already.',
    next: 'Wait for its end, or cancel it in the facilitators’ channel.',
  },
  sandboxGone: ({whom}: {whom: string}): string => `${whom} your sandbox is gone. Type \`/lab start\` for a new one.`,
};
