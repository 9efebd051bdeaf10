import {readBlock, type BlockCommand, type BlockYaml} from './read-block.ts';
import {readMarkdown, type Heading} from './markdown/read-markdown.ts';

export type Part = Heading | BlockCommand | BlockYaml;

/** A file of Markdown, as far as it is of use: its headings, what is typed, and the YAML that is shown. */
export interface ReadText {
  readonly file: string;
  readonly parts: readonly Part[];
}

export function readText(file: string, text: string): ReadText {
  const parts = readMarkdown(text).flatMap((part): Part[] => (part.kind === 'code' ? readBlock(part) : [part]));
  return {file, parts};
}
