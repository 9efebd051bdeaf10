import {plural} from '../plural.ts';

const counted = plural('en');

export const wall = {
  heading: '**Everybody’s Pods**',
  from: ({number}: {number: number}): string => `from ${number} on`,
  nobody: 'Nobody has joined yet. Type `/lab start`.',
  finishedLab: 'finished the lab',
  step: ({number, of}: {number: number; of: number}): string => `step ${number}/${of}`,
  lab: ({number, of, title}: {number: number; of: number; title: string}): string => `lab ${number}/${of}: ${title}`,
  finishedStep: ({number}: {number: number}): string => `finished step ${number}`,
  noPods: 'no Pods',
  pods: ({count}: {count: number}): string => `${count} ${counted(count, 'Pod', 'Pods')}`,
  crashLoop: ({ago}: {ago: string}): string => `**crash loop** ${ago}`,
  more: ({count}: {count: number}): string => `and ${count} more`,
  appUp: 'app up',
  appDown: 'app down',

  announcement: ({title, summary, minutes}: {title: string; summary: string; minutes: number}): string =>
    `📣 **${title}**: the workshop is open. ${summary}\nIt takes about ${minutes} minutes. Press the button or type \`/lab start\` to join.`,
  join: 'Join',

  /** Places in the lines for a sandbox and for help. */
  place: {
    sandbox: {
      first: 'You are next in line for a sandbox: all places are taken just now.',
      later: ({place}: {place: number}): string =>
        `You are number ${place} in line for a sandbox: all places are taken just now.`,
      next: 'It is made for you as soon as somebody leaves, and you are told.',
      leave: 'Leave the line',
      gone: 'You are not in line for a sandbox. Type `/lab start` to join.',
    },
    help: {
      first: 'You are next in line for help.',
      later: ({place}: {place: number}): string => `You are number ${place} in line for help.`,
      next: 'A facilitator sees your step, your Pods and what you did last. Go on in the meantime.',
      leave: 'I found it myself',
      gone: 'You are not in line for help. Type `/help-me` to ask.',
    },
    ended: 'This message is no longer kept current. Your place stays.',
    show: 'Show my place',
    lineClosed: '🔚 The workshop is closing, and so is this line.',
  },
};
