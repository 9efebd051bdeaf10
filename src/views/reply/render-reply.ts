import {operationType} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {Command} from '#src/workshop/command.ts';
import {contentLimit, type ChatButton, type ChatFile, type ChatMessage} from '#src/chat/chat-message.ts';
import {time} from '#src/chat/time.ts';
import {cut, cutStart} from '../cut.ts';
import {labButtons} from '../lab/step-buttons.ts';
import {isWiderThan, phoneColumns} from '../table/phone-lines.ts';
import {codeBlock, inlineCode, plainText, withoutControls, withoutFences} from '../hostile-text.ts';
import {words} from '#src/words/words.ts';

/** What is left for the output once the line, the notes and the marks around them have their place. */
const wholeOutputLimit = 1_200;
const lineLimit = 300;
/** What a page leaves for its lines, below its address and its title. */
const pageLimit = 1_000;
const addressLimit = 200;
const titleLimit = 150;
const noteLimit = 8;
const noteLength = 200;
/** What saying how many notes more there are takes. */
const moreLength = 20;
/** Warnings are shown as sentences, which a phone breaks where it must; more of them, or longer ones, are in the file. */
const warningLimit = 3;
const warningLength = 200;
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
      return renderPage({outcome, outputLimit});
    case 'failed':
      return withTyped(
        renderFailed(inlineCode(cut(outcome.line ?? command.line, lineLimit)), {outcome, outputLimit}),
        command,
      );
    case 'cancelled':
      return withTyped(message([heading, `✖ ${words().replies.cancelled}`]), command);
    case 'interrupted':
      return message([heading, `⚠ ${words().replies.interrupted}`], {
        buttons: [{id: `again:${command.id}`, label: words().answering.runAgain}],
      });
  }
}

/** What was typed into an editor and not written goes back: the chat shows it nowhere. */
function withTyped(reply: ChatMessage, {operation}: Command): ChatMessage {
  if (operation.kind !== 'edit' || operation.yaml === '') return reply;
  return {...reply, files: [{name: `${operation.name}.yaml`, text: operation.yaml}, ...reply.files]};
}

function renderDone(
  heading: string,
  {command, outcome, outputLimit}: {command: Command; outcome: Done; outputLimit: number},
): ChatMessage {
  const {warnings = []} = outcome;
  const told = warningLines(warnings);
  const {shown, files} = fit(outcome.text, {
    short: outcome.short,
    isEndShown: isEndShown(command),
    outputLimit: outputLimit - told.join('\n').length,
    warnings,
  });
  // the lab begins where joining it ends
  const buttons: ChatButton[] =
    command.operation.kind === 'start'
      ? [{id: labButtons.show, label: words().replies.firstStep, style: 'primary'}]
      : command.operation.kind === 'reset'
        ? [{id: labButtons.show, label: words().steps.showMine, style: 'primary'}]
        : [];
  return message([heading, ...told, shown], {notes: outcome.notes, outputLimit, files, buttons});
}

/** What a line picks out by itself begins with what it asked for. */
function isEndShown({operation}: Command): boolean {
  const {kind, filters = []} = operation;
  return filters.length === 0 ? operationType(kind).isEndShown : filters.at(-1)?.kind === 'tail';
}

function renderPage({outcome, outputLimit}: {outcome: Page; outputLimit: number}): ChatMessage {
  const {page, notes} = outcome;
  const heading = inlineCode(cut(page.line, lineLimit));
  const mark = page.status < 400 ? '✓' : '✗';
  const status = `${mark} ${words().replies.pageFrom({status: page.status, address: inlineCode(cut(`${page.host ?? page.service}${page.path}`, addressLimit))})}`;
  const title = page.title === undefined ? [] : [`**${plainText(cut(page.title, titleLimit))}**`];
  const body =
    page.lines.length === 0
      ? words().replies.emptyPage
      : codeBlock(cut(withoutFences(page.lines.join('\n')), pageLimit));
  return message([heading, status, ...title, body], {notes, outputLimit});
}

function renderFailed(heading: string, {outcome, outputLimit}: {outcome: Failed; outputLimit: number}): ChatMessage {
  const {text = '', message: problem, warnings = []} = outcome;
  const told = warningLines(warnings);
  const limit = (outputLimit - told.join('\n').length) / 2;
  const output = text === '' ? [] : [codeBlock(cut(withoutFences(text), limit))];
  const reason =
    outcome.code === 'AppDown'
      ? `${plainText(cut(problem, limit))}${downFor(outcome)}`
      : codeBlock(cut(withoutFences(problem), limit));
  const next = outcome.next === undefined ? [] : [`→ ${plainText(outcome.next)}`];
  const isCut = text.length > limit || problem.length > limit;
  const all = [...printedWarnings(warnings), ...(text === '' ? [] : [text]), problem].join('\n');
  const files = isCut || areCut(warnings) ? [outputFile(all)] : [];
  return message([heading, ...told, ...output, `✗ ${reason}`, ...next], {notes: outcome.notes, outputLimit, files});
}

/** As kubectl prints them. */
const printedWarnings = (warnings: readonly string[]): string[] => warnings.map((text) => `Warning: ${text}`);

const areCut = (warnings: readonly string[]): boolean =>
  warnings.length > warningLimit || warnings.some((text) => text.length > warningLength);

/** What the API server warns of, before the output, as kubectl has it. */
function warningLines(warnings: readonly string[]): string[] {
  const lines = warnings.slice(0, warningLimit).map((text) => `⚠ ${plainText(`Warning: ${cut(text, warningLength)}`)}`);
  const more = warnings.length - lines.length;
  return more === 0 ? lines : [...lines, `⚠ ${words().replies.moreWarnings({count: more})}`];
}

const downFor = ({downSince}: Failed): string =>
  downSince === undefined ? '' : ` ${words().replies.downSince({at: time(downSince, 'T'), ago: time(downSince)})}`;

/** The output as it fits: whole, as a short list when it is wider than a phone, and as a file when it is cut or shortened. */
function fit(
  text: string,
  {
    short,
    isEndShown,
    outputLimit,
    warnings,
  }: {short: string | undefined; isEndShown: boolean; outputLimit: number; warnings: readonly string[]},
): {shown: string; files: ChatFile[]} {
  const clean = withoutControls(text);
  const all = [...printedWarnings(warnings), clean].join('\n');
  if (clean.trim() === '') return {shown: words().replies.noOutput, files: areCut(warnings) ? [outputFile(all)] : []};
  const isWide = isWiderThan(clean, phoneColumns);
  const preferred = short !== undefined && isWide ? short : clean;
  const proof = withoutFences(preferred);
  const isWhole = preferred === clean && proof.length <= outputLimit && !areCut(warnings);
  const files = isWhole ? [] : [outputFile(all)];
  return {shown: codeBlock(isEndShown ? cutStart(proof, outputLimit) : cut(proof, outputLimit)), files};
}

const outputFile = (text: string): ChatFile => ({
  name: 'output.txt',
  text: withoutControls(text).slice(0, fileLimit),
});

interface MessageParts {
  readonly notes?: readonly string[];
  /** Notes take no more than the output may. */
  readonly outputLimit?: number;
  readonly files?: readonly ChatFile[];
  readonly buttons?: readonly ChatButton[];
}

/** The lines, which are whole, and as many notes as there is room for below them. */
function message(
  lines: readonly string[],
  {notes = [], outputLimit = wholeOutputLimit, files = [], buttons = []}: MessageParts = {},
): ChatMessage {
  const content = lines.join('\n');
  const room = Math.min(contentLimit - content.length, outputLimit) - moreLength;
  return {content: cut([content, ...noteLines(notes, room)].join('\n'), contentLimit), files, buttons};
}

function noteLines(notes: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let left = room;
  for (const note of notes.slice(0, noteLimit)) {
    const line = `ℹ ${plainText(cut(note, noteLength))}`;
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return notes.length > lines.length
    ? [...lines, `ℹ ${words().replies.moreNotes({count: notes.length - lines.length})}`]
    : lines;
}
