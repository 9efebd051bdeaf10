import {expect, test} from 'vitest';
import type {JsonValue} from '#src/kubernetes/json.ts';
import {applyJsonPatch, jsonPatchSchema} from '#src/kubernetes/patches/json-patch.ts';
import {applyStrategicPatch} from '#src/kubernetes/patches/strategic-patch.ts';
import {asBadInput} from '#src/operations/as-bad-input.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {capOutcome, capTightly} from '#src/operations/cap-outcome.ts';
import {parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {longestWaitSeconds, madeWay, timedOut} from '#src/operations/wait-limits.ts';
import {languages, type Language} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';

const pod = {spec: {containers: [{name: 'web'}]}};
const patched = (patch: unknown) => (): unknown => asBadInput(() => applyJsonPatch(pod, jsonPatchSchema.parse(patch)));
const merged = (containers: readonly JsonValue[]) => (): unknown =>
  asBadInput(() => applyStrategicPatch(pod, {spec: {containers}}));

const refused: [string, () => unknown][] = [
  ['the name of a Service', () => parseBrowse({service: 'A'}, undefined)],
  ['the path of a page', () => parseBrowse({path: '/\n'}, undefined)],
  ['no object to edit', () => parseEditTarget('x')],
  ['an object that is not edited', () => parseEditTarget('node/x')],
  ['a JSON patch of what is not there', patched([{op: 'remove', path: '/status'}])],
  ['a JSON patch that tests', patched([{op: 'test', path: '/spec', value: 1}])],
  ['a JSON patch that leaves nothing', patched([{op: 'remove', path: ''}])],
  ['a patch with no mapping', merged(['web'])],
  ['a patch without a name', merged([{image: 'nginx'}])],
  ['a directive', () => asBadInput(() => applyStrategicPatch(pod, {$patch: 'keep'}))],
];

const saidOf = (language: Language, act: () => unknown): string => {
  const said: string[] = [];
  inLanguage(language, () => unlessRefused(act, ({message, next = ''}) => said.push(message, next)));
  return said.join('\n');
};

test.each(refused)('%s is refused in each language', (_, act) => {
  const said = languages.map((language) => saidOf(language, act));
  expect(said).not.toContain('');
  expect(new Set(said).size).toBe(languages.length);
});

const long: Outcome = {kind: 'done', text: 'a\n'.repeat(200_000), notes: []};
const notesOf = (outcome: Outcome): readonly string[] => ('notes' in outcome ? outcome.notes : []);

test.each<[string, () => unknown]>([
  ['that an output is longer', () => notesOf(capOutcome(long))],
  ['that an output was cut', () => notesOf(capTightly(long))],
  ['that it was waited in vain', () => timedOut(1)],
  ['that it was waited for as long as is possible', () => timedOut(longestWaitSeconds + 1)],
  ['that waiting made way', madeWay],
])('%s is said in each language', (_, say) => {
  const said = languages.map((language) => JSON.stringify(inLanguage(language, say)));
  expect(new Set(said).size).toBe(languages.length);
});
