import type {CheckResult} from '#src/lab/run-checks.ts';
import {cut} from '../cut.ts';
import {plainText} from '../hostile-text.ts';

const evidenceLimit = 160;

/** A check that is not passed, with what it saw. */
export function checkLine({title, state, evidence, reason}: CheckResult): string {
  const seen = evidence.map(({label, value}) => `${label} ${value}`);
  const details = [...seen, ...(reason === undefined ? [] : [reason])].join(' · ');
  const text = details === '' ? title : `${title}: ${details}`;
  return `${state === 'unknown' ? '❔' : '⬜'} ${plainText(cut(text.replace(/\s+/g, ' '), evidenceLimit))}`;
}
