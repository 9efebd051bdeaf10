import {UserError} from '../user-error.ts';
import {base64} from './base64.ts';
import type {Filter} from './filter.ts';
import {grep} from './grep.ts';
import {jq} from './jq.ts';
import {awk, cut, head, sort, tail, translate, unique, wc} from './line-filters.ts';
import {TooMuchWork} from './regex/automaton.ts';
import {words} from '#src/words/words.ts';

/** What one prints beyond this goes no further, in characters; whoever shows the last one's output cuts it sooner. */
const mostOutput = 1024 * 1024;

/**
 * What programs would print that read a text one after the other: done here, on the text alone; nothing is ever run.
 * @param text as the first of them would read it, with its last line end
 * @throws UserError for text that one of them cannot read, or that would take too long
 */
export function runFilters(text: string, filters: readonly Filter[]): string {
  try {
    return filters.reduce((given, filter) => runFilter(given, filter).slice(0, mostOutput), text);
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    throw new UserError('bad-input', words().filters.tooMuchWork, {cause: error});
  }
}

function runFilter(text: string, filter: Filter): string {
  switch (filter.kind) {
    case 'grep':
      return grep(text, filter);
    case 'head':
      return head(text, filter);
    case 'tail':
      return tail(text, filter);
    case 'wc':
      return wc(text, filter);
    case 'sort':
      return sort(text, filter);
    case 'uniq':
      return unique(text, filter);
    case 'cut':
      return cut(text, filter);
    case 'tr':
      return translate(text, filter);
    case 'base64':
      return base64(text, filter);
    case 'jq':
      return jq(text, filter);
    case 'awk':
      return awk(text, filter);
    case 'cat':
      return text;
  }
}
