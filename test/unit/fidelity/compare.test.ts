import {readFile} from 'node:fs/promises';
import {describe, expect, it} from 'vitest';
import {compare, isFaithful, report} from '#test/real/fidelity/compare.ts';
import {explanations} from '#test/real/fidelity/explained.ts';
import {fidelityDocument} from '#test/real/fidelity/fidelity-document.ts';

const answers = (texts: string[]) => texts.map((text, at) => ({theme: 't', step: `s${at}`, text, isDone: true}));
const hundred = Array.from({length: 100}, () => 'same');
const known = {theme: 't', step: 's0', differs: 'a word', why: 'it is newer'};

describe('a comparison', () => {
  it('is faithful when what differs is explained and rare', () => {
    const comparison = compare(answers(['a', ...hundred]), answers(['b', ...hundred]), {known: [known]});
    expect(isFaithful(comparison)).toBe(true);
    expect(report(comparison).at(-2)).toBe('101 steps, 100 equal, 1 different (1 explained)');
  });

  it('counts what most servers answer alike apart', () => {
    const comparison = compare(answers(['status 404', 'a']), answers(['status 404', 'b']), {known: [known]});
    expect(report(comparison).at(-1)).toBe(
      'without the 1 easy ones (not found, forbidden, empty): 1 steps, 0 equal, 1 different',
    );
  });

  it('is not when the real cluster never did a row of the support matrix', () => {
    expect(isFaithful(compare(answers(hundred), answers(hundred), {known: [], uncovered: ['v1/pods list']}))).toBe(
      false,
    );
  });

  it('is not when too few steps were played', () => {
    const comparison = compare(answers(hundred), answers(hundred), {known: [], wanted: 101});
    expect(isFaithful(comparison)).toBe(false);
    expect(report(comparison)).toContain('only 100 steps were played, of 101 at the least');
  });

  it.each([
    ['a difference is not explained', ['a', ...hundred], ['b', ...hundred], []],
    ['an explained step is equal', ['a', ...hundred], ['a', ...hundred], [known]],
    ['more than one in a hundred differs', ['a', ...hundred.slice(2)], ['b', ...hundred.slice(2)], [known]],
  ])('is not when %s', (_, real, emulated, explained) => {
    expect(isFaithful(compare(answers(real), answers(emulated), {known: explained}))).toBe(false);
  });
});

describe('docs/fidelity.md', () => {
  it('is what is explained', async () => {
    const path = new URL('../../../docs/fidelity.md', import.meta.url);
    expect(await readFile(path, 'utf8')).toBe(fidelityDocument(explanations));
  });
});
