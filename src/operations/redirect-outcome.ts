import {isConfidential} from './confidential.ts';
import type {Operation} from './operation.ts';
import type {Outcome} from './outcome.ts';
import {shellLimits, type Destination} from './shell/shell-state.ts';
import {words} from '#src/words/words.ts';

/** What is answered to a line whose text may hold a Secret's values and is to be kept: nothing of it is done. */
export function refusedRedirect(operation: Operation): Outcome | undefined {
  if (operation.into === undefined || !isConfidential(operation)) return undefined;
  return {kind: 'failed', code: 'refused', ...words().shell.notKept, notes: []};
}

/**
 * The outcome of what is written into a file or a variable: its text is kept and not shown. What failed is shown as it is,
 * and nothing is kept of it; nor of what only its learner may read.
 */
export function redirectOutcome(outcome: Outcome, into: Destination | undefined): Outcome {
  if (into === undefined || outcome.kind !== 'done') return outcome;
  // what copies prints nothing, and what it keeps itself is all that there is
  if (outcome.kept !== undefined) return outcome;
  const {short: _short, card: _card, isUnended = false, isAside = false, ...done} = outcome;
  const said = words().shell;
  if (outcome.isPrivate === true) return {kind: 'failed', code: 'refused', ...said.notKept, notes: outcome.notes};
  const printed = isAside || done.text === '' ? '' : isUnended ? done.text : `${done.text}\n`;
  const text = into.kind === 'file' ? printed : printed.replace(/\n+$/u, '');
  const ofFile = into.appends === true ? shellLimits.appendedLength : shellLimits.fileLength;
  const longest = into.kind === 'file' ? ofFile : shellLimits.variableLength;
  if (text.length > longest) {
    const message = said.tooMuch({name: into.name, most: longest});
    return {kind: 'failed', code: 'refused', message, notes: outcome.notes};
  }
  const note = into.kind === 'file' ? said.written({file: into.name}) : said.set({name: into.name});
  // what goes to the standard error goes past
  return {...done, text: isAside ? done.text : '', kept: {...into, text}, notes: [...done.notes, note]};
}
