import {cut} from '../cut.ts';

const lineLimit = 8;
const lineLength = 200;

const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' '};

/**
 * What a person would read of a page first: its title and its first lines of text. Not a browser: tags are dropped, and
 * nothing of the page is run or followed.
 */
export function readPage(body: string, contentType: string): {title?: string; lines: string[]} {
  if (!contentType.includes('html')) return {lines: firstLines(body)};
  const [, titleText] = /<title[^<>]*>([^<]*)/i.exec(body) ?? [];
  const [title] = firstLines(titleText ?? '');
  const bodyStart = body.search(/<body/i);
  const text = dropTags(unread.reduce(dropBlocks, bodyStart === -1 ? body : body.slice(bodyStart)));
  const lines = firstLines(text);
  return title === undefined ? {lines} : {title, lines};
}

function firstLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => decodeEntities(line).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, lineLimit)
    .map((line) => cut(line, lineLength));
}

const block = (name: string) => ({
  opens: new RegExp(`<${name}[\\s>]`, 'gi'),
  closes: new RegExp(`</${name}[^<>]*>`, 'gi'),
});
/** What stands on a page and is not its text. Comments last: a script may hold what looks like one. */
const unread = [...['style', 'script', 'title', 'head'].map(block), {opens: /<!--/g, closes: /-->/g}];

/** In one pass: a page may hold very many of them. What is never closed goes on to the end. */
function dropBlocks(text: string, {opens, closes}: {opens: RegExp; closes: RegExp}): string {
  let kept = '';
  for (let from = 0; ; from = closes.lastIndex) {
    opens.lastIndex = from;
    const start = opens.exec(text)?.index;
    if (start === undefined) return kept + text.slice(from);
    kept += text.slice(from, start);
    closes.lastIndex = start;
    if (closes.exec(text) === null) return kept;
  }
}

const dropTags = (text: string): string =>
  text.replace(/<(?:br|\/p|\/h\d|\/div|\/li)[^<>]*>/gi, '\n').replace(/<[^<>]*>/g, '');

const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
