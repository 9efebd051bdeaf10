import {fromMarkdown} from 'mdast-util-from-markdown';

type Parents = ReturnType<typeof fromMarkdown>;
type Node = Parents['children'][number];

export interface Heading {
  readonly kind: 'heading';
  readonly line: number;
  readonly title: string;
}

export interface CodeBlock {
  readonly kind: 'code';
  /** The line of the file, from 1, in which its first line stands. */
  readonly line: number;
  /** Without what surrounds it: the indentation of a list, the marks of a quotation. */
  readonly lines: readonly string[];
}

/** Code blocks are found by the rules for blocks; what stands within a line is nobody's concern, and would cost time. */
const blocksAlone = {
  extensions: [
    {
      disable: {
        null: [
          'attention',
          'autolink',
          'characterReference',
          'codeText',
          'definition',
          'hardBreakEscape',
          'htmlText',
          'labelEnd',
          'labelStartImage',
          'labelStartLink',
        ],
      },
    },
  ],
};

const longestTitle = 200;

/** Nothing is nested so deep, and to read such a line takes time that grows with the square of its length. */
const nestedTooDeep = /^[ \t]*(?:(?:>[ \t]*|[-*+][ \t]+|\d{1,9}[.)][ \t]+)){40}.*$/gmu;

/** The headings and code blocks of Markdown, wherever they are nested, in their order. */
export function readMarkdown(text: string): (Heading | CodeBlock)[] {
  const plain = text
    .replace(/^\ufeff/u, '')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(nestedTooDeep, '');
  const parts: (Heading | CodeBlock)[] = [];
  const rest: Node[] = [...fromMarkdown(plain, blocksAlone).children].reverse();
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const part = toPart(node, plain);
    if (part !== undefined) parts.push(part);
    else if ('children' in node) for (const child of [...node.children].reverse()) rest.push(child);
  }
  return parts;
}

function toPart(node: Node, text: string): Heading | CodeBlock | undefined {
  const start = node.position?.start;
  if (start === undefined) return undefined;
  if (node.type === 'heading') return {kind: 'heading', line: start.line, title: titleOf(node)};
  if (node.type !== 'code') return undefined;
  const isFenced = /[`~]/u.test(text.charAt(start.offset ?? 0));
  return {kind: 'code', line: start.line + (isFenced ? 1 : 0), lines: node.value.split('\n')};
}

/** As it reads, without the marks around its words and the targets of its links. */
function titleOf(node: Node & {type: 'heading'}): string {
  const text = node.children.map((child) => ('value' in child ? child.value : '')).join('');
  return text
    .slice(0, longestTitle)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replaceAll(/<[^>]*>|[*`]|\{#[^}]*\}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
