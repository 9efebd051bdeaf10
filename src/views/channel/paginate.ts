import {contentLimit} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {words} from '#src/words/words.ts';

/** Lines that belong together, below a heading of their own. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/**
 * Sections as texts of messages, each as full as it can be. A line is never parted, and a section that goes on says so
 * at the top of the next page.
 */
export function paginate(sections: readonly Section[], limit: number = contentLimit): string[] {
  const {continued} = words().board;
  const pages: string[] = [];
  let page = '';
  const turn = (): void => {
    if (page !== '') pages.push(page);
    page = '';
  };
  for (const {heading, lines} of sections) {
    const top = cut(heading, limit / 2);
    for (const [index, line] of lines.entries()) {
      const text = cut(line, limit - top.length - continued.length - 1);
      const begins = index === 0 ? `${page === '' ? '' : `${page}\n`}${top}` : page;
      if (begins.length + 1 + text.length <= limit) {
        page = `${begins}\n${text}`;
      } else {
        turn();
        page = `${top}${index === 0 ? '' : continued}\n${text}`;
      }
    }
  }
  turn();
  return pages;
}
