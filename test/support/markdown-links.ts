import {marked, type Token} from 'marked';

/** Where the links and pictures of a page lead, as they stand there. */
export function linksIn(markdown: string): string[] {
  const links: string[] = [];
  visit(markdown, (token) => {
    if (token.type === 'link' || token.type === 'image') links.push(String(token['href']));
    if (token.type === 'html')
      links.push(...[...token.raw.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, to = '']) => to));
  });
  return links;
}

/**
 * What can stand behind a `#` in a link to the page: its headings, as GitHub names them.
 * @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export function anchorsIn(markdown: string): Set<string> {
  const anchors = new Set<string>();
  visit(markdown, (token) => {
    if (token.type !== 'heading') return;
    const plain = String(token['text']).toLowerCase();
    const name = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    let anchor = name;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${name}-${count}`;
    anchors.add(anchor);
  });
  return anchors;
}

function visit(markdown: string, look: (token: Token) => void): void {
  void marked.walkTokens(marked.lexer(markdown), look);
}
