import {words} from '#src/words/words.ts';
import {cutStart} from '../cut.ts';
import {codeBlock, withoutFences} from '../hostile-text.ts';

/** With room for the line that asks for it, in characters. */
const shownLimit = 1_500;

/** The end of what is followed, while it is. */
export const renderFollowed = (text: string): string =>
  `${words().running.followed.now}\n${codeBlock(cutStart(withoutFences(text), shownLimit))}`;
