const lineLimit = 8;
const lineLength = 200;

const entities: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' '};

/**
 * What a person would read of a page first: its title and its first lines of text. Not a browser: tags are dropped, and
 * nothing of the page is run or followed.
 */
export function readPage(body: string, contentType: string): {title?: string; lines: string[]} {
  if (!contentType.includes('html')) return {lines: firstLines(body)};
  const title = textBetween(body, '<title', '</title>');
  const bodyStart = body.search(/<body/i);
  const text = dropTags(
    dropBlocks(bodyStart === -1 ? body : body.slice(bodyStart), ['style', 'script', 'title', 'head']),
  );
  const lines = firstLines(text);
  return title === undefined ? {lines} : {title, lines};
}

function firstLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => decodeEntities(line).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .slice(0, lineLimit)
    .map((line) => (line.length > lineLength ? `${line.slice(0, lineLength - 1)}…` : line));
}

function textBetween(body: string, open: string, close: string): string | undefined {
  const lower = body.toLowerCase();
  const start = lower.indexOf(open);
  const textStart = start === -1 ? -1 : lower.indexOf('>', start) + 1;
  const end = textStart <= 0 ? -1 : lower.indexOf(close, textStart);
  if (end === -1) return undefined;
  const [line] = firstLines(body.slice(textStart, end));
  return line;
}

function dropBlocks(body: string, names: readonly string[]): string {
  let text = body;
  for (const name of names) {
    const close = `</${name}>`;
    for (;;) {
      const lower = text.toLowerCase();
      const start = lower.search(new RegExp(`<${name}[\\s>]`));
      if (start === -1) break;
      const end = lower.indexOf(close, start);
      text = text.slice(0, start) + (end === -1 ? '' : text.slice(end + close.length));
    }
  }
  return text;
}

const dropTags = (text: string): string =>
  text.replace(/<(?:br|\/p|\/h\d|\/div|\/li)[^<>]*>/gi, '\n').replace(/<[^<>]*>/g, '');

const decodeEntities = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
