import type {Said} from '../said.ts';

/** Learners in line for a facilitator, and facilitators who take them. */
export const help = {
  asks: ({name, who, ago}: {name: string; who: string; ago: string}): string =>
    `**${name}** ${who} asks for help since ${ago}`,
  offered: ({name, who, ago}: {name: string; who: string; ago: string}): string =>
    `**${name}** ${who} was offered help ${ago}`,
  step: ({number, of, title}: {number: number; of: number; title: string}): string => `Step ${number}/${of} ${title}`,
  done: 'Done.',
  doneAlready: 'It was done already.',
  takenPrivately: ({name}: {name: string}): string => `${name} is on it, by private answers.`,
  takenIn: ({name, thread}: {name: string; thread: string}): string => `${name} is on it, in ${thread}.`,
  buttons: {
    take: 'Take',
    done: 'Done',
    doneInThread: 'Done: close this thread',
    answer: 'Answer privately',
    show: 'Show the answer',
  },

  threadName: ({name}: {name: string}): string => `Help for ${name}`,
  greeting: ({whom, name}: {whom: string; name: string}): string =>
    `${whom}, ${name} is here to help you. Only the two of you and those who manage threads see this.`,
  takesCare: ({name}: {name: string}): string =>
    `👤 ${name} takes care of you. The answer comes as a mention in this channel.`,
  isWithYou: ({name, thread}: {name: string; thread: string}): string => `👤 ${name} is with you in ${thread}.`,
  threadOpen: ({thread, name}: {thread: string; name: string}): string => `${thread} is open for ${name} and you.`,
  noThread: '⚠ The chat gives no thread just now, so answer privately: they get a mention with a button.',
  answered: ({whom}: {whom: string}): string => `${whom}, a facilitator has answered you.`,
  letter: ({name, text}: {name: string; text: string}): string => `**${name}** writes:\n${text}`,
  sent: 'Sent: they see it when they press the button below their mention in the channel.',

  noMore: 'They ask for help no more.',
  taken: ({name}: {name: string}): string => `${name} is on it already.`,
  left: 'They have left the workshop.',
  notSent: {
    message: 'The chat did not take it.',
    next: 'Write it once more; /workshop doctor says what I may do there.',
  } satisfies Said,
  doneMyself: 'Done: I need no more help',
};
