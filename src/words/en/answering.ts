import {plural} from '../plural.ts';
import type {Said} from '../said.ts';

const counted = plural('en');

/** What answers commands, buttons and windows. */
export const answering = {
  staleWindow: 'This window belongs to nothing any more.',
  staleButton: {message: 'This button is out of date.', next: 'Send the command again.'},
  tooFast: ({most, seconds, waitSeconds}: {most: number; seconds: number; waitSeconds: number}): Said => ({
    message: `That was more than ${most} in ${seconds} s.`,
    next: `Wait ${waitSeconds} s and send it again. Nothing that you sent before is lost.`,
  }),
  tooManyInServer: ({most, seconds, waitSeconds}: {most: number; seconds: number; waitSeconds: number}): Said => ({
    message: `All together, people of this server sent more than ${most} in ${seconds} s.`,
    next: `Wait ${waitSeconds} s and send it again. Nothing that was sent before is lost.`,
  }),
  lateWindow: {message: 'The window could not be opened in time.', next: 'Try once more.'},
  broke: ({reference}: {reference: string}): string =>
    `Something broke on our side and nothing was done. → Try again; the reference is ${reference}.`,

  pausedUntil: 'The workshop is paused. This runs when it goes on.',
  pausedInLine: ({ahead}: {ahead: number}): string =>
    `The workshop is paused. This runs when it goes on; ${answering.ahead({ahead})}`,
  inLine: ({ahead}: {ahead: number}): string => `In line: ${answering.ahead({ahead})}`,
  ahead: ({ahead}: {ahead: number}): string =>
    `${ahead} of your commands ${counted(ahead, 'is', 'are')} ahead of this one. \`/cancel\` ends all of them.`,

  restarting: {
    message: 'I am being restarted, and cannot say whether this is kept.',
    next: 'Wait a minute, and type it again if no answer has come.',
  },
  takenOver: {message: 'Another bot has taken over.', next: 'Type it again.'},
  away: {message: 'I cannot look that up just now.', next: 'Type it again in a minute.'},
  awayAtAll: {message: 'I cannot look anything up just now, and nothing was done.', next: 'Type it again in a minute.'},
  lost: {message: 'My answer did not get through to the chat in time, and nothing was done.', next: 'Send it again.'},
  full: {
    message: 'The workshop’s memory is full just now, and nothing was done.',
    next: 'Type it again in a minute. If that does not help, tell a facilitator.',
  },
  tooLarge: ({kib, mostKib}: {kib: number; mostKib: number}): Said => ({
    message: `This is ${kib} KiB, and the workshop’s memory is nearly full: just now I take up to ${mostKib} KiB.`,
    next: 'Send it in smaller parts, or type it again later; facilitators know of it.',
  }),

  forRole: ({role}: {role: string}): string => `This is for those who have the role ${role}.`,
  notYours: {
    editor: 'This editor is somebody else’s.',
    answer: 'This answer is somebody else’s.',
  },
  closing: 'This workshop is being closed, and your sandbox with it.',
  noSandbox: {message: 'You have no sandbox yet.', next: 'Type /lab start: it takes a few seconds.'},
  notIn: {message: 'You are not in the workshop yet.', next: 'Type /lab start to join it.'},
  helpPassedOn: 'A facilitator is on it already; what you wrote was passed on.',

  pageIsShown: 'The page is shown here, in an answer.',
  showPage: 'Show page',
  editorOpens: 'The editor opens with the YAML as it is then.',
  openEditor: 'Open editor',
  editTitle: ({object}: {object: string}): string => `Edit ${object}`,
  clusterAway: {message: 'The cluster does not answer just now.', next: 'Try again in a minute.'},
  noObject: ({singular, name, type}: {singular: string; name: string; type: string}): Said => ({
    message: `You have no ${singular} called ${name}.`,
    next: `See what there is: kubectl get ${type}`,
  }),
  tooLongForWindow: ({most}: {most: number}): string =>
    `Its YAML is too long for a window (${most.toLocaleString('en')} characters), so here it is as a file.`,
  sendFileBack: ({command}: {command: string}): string => `Change the file and send it back with ${command}`,

  resetAlready: {message: 'This was done already.', next: 'Type /lab reset to do it again.'},
  ranAlready: 'This button ran it already; its answer has a message of its own.',
  runAgain: 'Run it again',
  lineCut: {
    message: 'Only the end of that line was sent, and how it begins is not known any more.',
    next: 'Type it whole.',
  },

  nothingKept: 'Nothing is kept about you.',
  allThatIsKept:
    'Everything that is kept about you: your sandboxes, your steps, your commands and what they came to. `/me forget` deletes it.',
  askToForget:
    'Delete everything that is kept about you? Your steps, your commands and their answers go, from all workshops. It can’t be undone.',
  deleteIt: 'Delete it',
  forgotten: 'Deleted. Nothing is kept about you any more.',
  stillHere: ({workshop}: {workshop: string}): Said => ({
    message: `You have a sandbox in ${workshop}, which needs to know whose it is.`,
    next: 'Type /lab leave first, then /me forget.',
  }),

  answersUnderWay: {message: 'Your answers are on their way.', next: 'Press again in 10 s if none comes.'},
  noAnswerWaits: 'No answer of yours waits here.',
  answersNotTaken: {
    message: 'The chat did not take all of your answers.',
    next: 'Press the button again: none is lost.',
  },
};
