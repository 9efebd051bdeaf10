import type {Outcome} from '../../operations/outcome.ts';
import type {Command} from '../../workshop/command.ts';
import {contentLimit, type ChatButton, type ChatFile, type ChatMessage} from '../chat-message.ts';
import {isWiderThan, phoneColumns} from '../table/phone-lines.ts';
import {codeBlock, inlineCode, plainText, withoutControls} from '../hostile-text.ts';

/** What is left for the output once the line, the notes and the marks around them have their place. */
const wholeOutputLimit = 1_200;
const lineLimit = 300;
const noteLimit = 8;
/** A file's size in characters: far below what a chat refuses. */
const fileLimit = 1_000_000;

type Done = Extract<Outcome, {kind: 'done'}>;
type Page = Extract<Outcome, {kind: 'page'}>;
type Failed = Extract<Outcome, {kind: 'failed'}>;

/** The answer to a command: the line that it stands for, what came of it, and what to do next. */
export function renderReply(command: Command, outcome: Outcome, outputLimit = wholeOutputLimit): ChatMessage {
  const heading = inlineCode(cut(command.line, lineLimit));
  switch (outcome.kind) {
    case 'done':
      return renderDone(heading, {command, outcome, outputLimit});
    case 'page':
      return renderPage(heading, outcome);
    case 'failed':
      return renderFailed(heading, {outcome, outputLimit});
    case 'cancelled':
      return message([heading, '✖ Cancelled.']);
    case 'interrupted':
      return message(
        [heading, '⚠ Interrupted: whether it took effect is unknown. It was not run a second time.'],
        [],
        [{id: `again:${command.id}`, label: 'Run it again'}],
      );
  }
}

function renderDone(
  heading: string,
  {command, outcome, outputLimit}: {command: Command; outcome: Done; outputLimit: number},
): ChatMessage {
  const {shown, files} = fit(outcome.text, {
    short: outcome.short,
    isEndShown: command.operation.kind === 'logs',
    outputLimit,
  });
  return message([heading, shown, ...noteLines(outcome.notes)], files);
}

function renderPage(heading: string, {page, notes}: Page): ChatMessage {
  const mark = page.status < 400 ? '✓' : '✗';
  const status = `${mark} **HTTP ${page.status}** from ${inlineCode(`${page.service}${page.path}`)}`;
  const title = page.title === undefined ? [] : [`**${plainText(page.title)}**`];
  const body = page.lines.length === 0 ? 'The page is empty.' : codeBlock(cut(page.lines.join('\n'), wholeOutputLimit));
  return message([heading, status, ...title, body, ...noteLines(notes)]);
}

function renderFailed(heading: string, {outcome, outputLimit}: {outcome: Failed; outputLimit: number}): ChatMessage {
  const {shown, files} = fit(outcome.text ?? '', {short: undefined, isEndShown: false, outputLimit});
  const reason = `✗ ${outcome.code === 'AppDown' ? plainTimes(outcome.message) : codeBlock(cut(outcome.message, outputLimit / 2))}`;
  const next = outcome.next === undefined ? [] : [`→ ${plainText(outcome.next)}`];
  return message([heading, ...(outcome.text ? [shown] : []), reason, ...next, ...noteLines(outcome.notes)], files);
}

/** A sentence of ours with the chat's timestamps in it, which stay. */
const plainTimes = (text: string): string =>
  text
    .split(/(<t:\d+:[TR]>)/)
    .map((part, index) => (index % 2 === 1 ? part : plainText(part)))
    .join('');

/** The output as it fits: whole, as a short list when it is wider than a phone, and as a file when it is cut or shortened. */
function fit(
  text: string,
  {short, isEndShown, outputLimit}: {short: string | undefined; isEndShown: boolean; outputLimit: number},
): {shown: string; files: ChatFile[]} {
  if (text === '') return {shown: '(no output)', files: []};
  const clean = withoutControls(text);
  const isWide = isWiderThan(clean, phoneColumns);
  const preferred = short !== undefined && isWide ? withoutControls(short) : clean;
  const files =
    preferred === clean && clean.length <= outputLimit ? [] : [{name: 'output.txt', text: clean.slice(0, fileLimit)}];
  const part = isEndShown ? cutStart(preferred, outputLimit) : cut(preferred, outputLimit);
  return {shown: codeBlock(part), files};
}

function noteLines(notes: readonly string[]): string[] {
  const lines = notes.slice(0, noteLimit).map((note) => `ℹ ${plainText(cut(note, 300))}`);
  return notes.length > noteLimit ? [...lines, `ℹ and ${notes.length - noteLimit} more`] : lines;
}

function message(
  lines: readonly string[],
  files: readonly ChatFile[] = [],
  buttons: readonly ChatButton[] = [],
): ChatMessage {
  return {content: cut(lines.join('\n'), contentLimit), files, buttons};
}

const cut = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`);

function cutStart(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(text.length - limit + 1);
  const lineStart = end.indexOf('\n');
  return `…${lineStart === -1 ? end : end.slice(lineStart)}`;
}
