import type {Outcome} from './outcome.ts';
import {words} from '#src/words/words.ts';

interface Caps {
  /** The most characters of what is printed, and of a message. */
  readonly text: number;
  readonly message: number;
  /** The note on what is longer. */
  readonly said: () => string;
}

/** It is stored, rendered and sent more than once. */
const usual: Caps = {text: 256 * 1024, message: 16 * 1024, said: () => words().operations.outputIsLonger};
/** What is still large when there is little room, in bytes. */
export const largeBytes = 8 * 1024;
const tight: Caps = {
  text: largeBytes,
  message: largeBytes,
  said: () => words().operations.outputIsCut({kib: largeBytes / 1024}),
};
const mostWarnings = 50;
const longestWarning = 1024;

/** The outcome with no more text than can be kept, and a note when some of it is missing. */
export const capOutcome = (outcome: Outcome): Outcome => cap(outcome, usual);

/** The same where there is little room. */
export const capTightly = (outcome: Outcome): Outcome => cap(outcome, tight);

function cap(outcome: Outcome, caps: Caps): Outcome {
  switch (outcome.kind) {
    case 'page': {
      const lines = wholeLines(outcome.page.lines.join('\n'), caps.text);
      const page = {...outcome.page, lines: lines.split('\n')};
      return page.lines.length < outcome.page.lines.length ? {...outcome, page, notes: noted(outcome, caps)} : outcome;
    }
    case 'done':
    case 'failed': {
      const {text = ''} = outcome;
      const isLong = text.length > caps.text;
      const kept = {
        ...(isLong ? {text: wholeLines(text, caps.text), notes: noted(outcome, caps)} : {}),
        ...cappedWarnings(outcome),
      };
      if (outcome.kind === 'done' && (outcome.kept?.text.length ?? 0) > caps.text) {
        const {kept: _kept, ...rest} = outcome;
        return {...rest, ...kept, notes: [caps.said()]};
      }
      if (outcome.kind === 'failed') return {...outcome, ...kept, message: outcome.message.slice(0, caps.message)};
      const {short} = outcome;
      return {...outcome, ...kept, ...(short === undefined ? {} : {short: wholeLines(short, caps.text)})};
    }
    case 'cancelled':
    case 'interrupted':
      return outcome;
  }
}

function noted({notes}: {readonly notes: string[]}, {said}: Caps): string[] {
  const note = said();
  return notes.includes(note) ? notes : [...notes, note];
}

function cappedWarnings({warnings}: Extract<Outcome, {kind: 'done' | 'failed'}>): {warnings?: string[]} {
  if (warnings === undefined) return {};
  return {warnings: warnings.slice(0, mostWarnings).map((text) => text.slice(0, longestWarning))};
}

/** As many lines from the start as may be kept; a part of the first if that alone is too long. */
function wholeLines(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest);
  const end = start.lastIndexOf('\n');
  return end > 0 ? start.slice(0, end) : start.toWellFormed();
}
