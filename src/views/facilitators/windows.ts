import type {ChatWindow} from '#src/chat/window.ts';
import type {Learner} from '#src/workshop/workshop.ts';

/** For a line of kubectl. It is submitted as `/workshop`. */
export const lookWindow = ({id, name}: Pick<Learner, 'id' | 'name'>): ChatWindow => ({
  id: `workshop:look:${id}`,
  title: `Look into the sandbox of ${name}`,
  field: {
    id: 'text',
    label: 'kubectl',
    description: 'A line that only reads: get, describe, logs, events, rollout status',
    isLong: false,
    maxLength: 500,
  },
});

/** For words to one learner. It is submitted as `/workshop`. */
export const answerWindow = (learnerId: string, title: string): ChatWindow => ({
  id: `workshop:answer:${learnerId}`,
  title,
  field: {
    id: 'text',
    label: 'Your words',
    description: 'They see it when they press a button below their mention in the channel.',
    isLong: true,
    maxLength: 1_500,
  },
});

/** For words to the class. It is submitted as `/workshop`; `what` is the name of the window there, and what it is about. */
export const wordsWindow = (what: string, title: string, text?: string): ChatWindow => ({
  id: `workshop:${what}`,
  title,
  field: {
    id: 'text',
    label: 'Your words',
    description: 'Markdown; they stand in the participants’ channel.',
    isLong: true,
    maxLength: 1_500,
    ...(text === undefined ? {} : {text}),
  },
});
