import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {compare, isFaithful, report} from '../../fidelity/compare.ts';
import {EXPLAINED} from '../../fidelity/explained.ts';
import {fidelityDocument} from '../../fidelity/fidelity-document.ts';

const answers = (texts: string[]) => texts.map((text, at) => ({theme: 't', step: `s${at}`, text, isDone: true}));
const twenty = Array.from({length: 20}, () => 'same');
const known = {theme: 't', step: 's0', differs: 'a word', why: 'it is newer'};

describe('a comparison', () => {
  it('is faithful when what differs is explained and rare', () => {
    const comparison = compare(answers(['a', ...twenty]), answers(['b', ...twenty]), [known]);
    expect(isFaithful(comparison)).toBe(true);
    expect(report(comparison).at(-2)).toBe('21 steps, 20 equal, 1 different (1 explained)');
  });

  it('counts what most servers answer alike apart', () => {
    const comparison = compare(answers(['status 404', 'a']), answers(['status 404', 'b']), [known]);
    expect(report(comparison).at(-1)).toBe(
      'without the 1 easy ones (not found, forbidden, empty): 1 steps, 0 equal, 1 different',
    );
  });

  it('is not when the real cluster never did a row of the support matrix', () => {
    expect(isFaithful(compare(answers(twenty), answers(twenty), [], ['v1/pods list']))).toBe(false);
  });

  it.each([
    ['a difference is not explained', ['a', ...twenty], ['b', ...twenty], []],
    ['an explained step is equal', ['a', ...twenty], ['a', ...twenty], [known]],
    ['more than one in twenty differs', ['a', 'same'], ['b', 'same'], [known]],
  ])('is not when %s', (_, real, emulated, explained) => {
    expect(isFaithful(compare(answers(real), answers(emulated), explained))).toBe(false);
  });
});

describe('docs/fidelity.md', () => {
  it('is what is explained', async () => {
    const path = new URL('../../../docs/fidelity.md', import.meta.url);
    expect(await readFile(path, 'utf8')).toBe(fidelityDocument(EXPLAINED));
  });
});
