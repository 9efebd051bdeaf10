import type {ChatWindow} from '#src/chat/window.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import {words} from '#src/words/words.ts';

/** For a line of kubectl. It is submitted as `/workshop`. */
export const lookWindow = ({id, name}: Pick<Learner, 'id' | 'name'>): ChatWindow => ({
  id: `workshop:look:${id}`,
  title: words().facilitating.windows.look({name}),
  field: {
    id: 'text',
    label: 'kubectl',
    description: words().facilitating.windows.lookAbout,
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
    label: words().facilitating.windows.words,
    description: words().facilitating.windows.answerAbout,
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
    label: words().facilitating.windows.words,
    description: words().facilitating.windows.toClassAbout,
    isLong: true,
    maxLength: 1_500,
    ...(text === undefined ? {} : {text}),
  },
});
