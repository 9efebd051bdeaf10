import type {Outcome} from './outcome.ts';

/** The most characters that an outcome carries: it is stored, rendered and sent more than once. */
const longestText = 256 * 1024;
const longestMessage = 16 * 1024;
const mostWarnings = 50;
const longestWarning = 1024;
const said = 'The output is longer; this is its beginning.';

/** The outcome with no more text than can be kept, and a note when some of it is missing. */
export function capOutcome(outcome: Outcome): Outcome {
  if (outcome.kind !== 'done' && outcome.kind !== 'failed') return outcome;
  const {text = ''} = outcome;
  const isLong = text.length > longestText;
  const notes = isLong && !outcome.notes.includes(said) ? [...outcome.notes, said] : outcome.notes;
  const kept = {...(isLong ? {text: wholeLines(text), notes} : {}), ...cappedWarnings(outcome)};
  if (outcome.kind === 'failed') return {...outcome, ...kept, message: outcome.message.slice(0, longestMessage)};
  return {...outcome, ...kept, ...(outcome.short === undefined ? {} : {short: wholeLines(outcome.short)})};
}

function cappedWarnings({warnings}: Extract<Outcome, {kind: 'done' | 'failed'}>): {warnings?: string[]} {
  if (warnings === undefined) return {};
  return {warnings: warnings.slice(0, mostWarnings).map((text) => text.slice(0, longestWarning))};
}

/** As many lines from the start as may be kept; a part of the first if that alone is too long. */
function wholeLines(text: string): string {
  if (text.length <= longestText) return text;
  const start = text.slice(0, longestText);
  const end = start.lastIndexOf('\n');
  return end > 0 ? start.slice(0, end) : start.toWellFormed();
}
