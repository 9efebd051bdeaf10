import {expect, test} from 'vitest';
import {manifestSources, operationSchema, shorten} from '#src/operations/operation.ts';

const typed = 'a text of any length';
const sources = [{name: 'web.yaml', yaml: typed}];
const printing = {dryRun: 'client', output: 'yaml'};
const deletion = {resources: [], all: false, ignoreNotFound: false, cascade: 'background'};

const withYaml = [
  {kind: 'apply', sources},
  {kind: 'apply', sources: [], trial: {sources, printing}},
  {kind: 'create', from: {is: 'files', sources}, printing},
  {kind: 'replace', sources, printing},
  {kind: 'diff', sources},
  {kind: 'delete', sources, ...deletion},
] as const;
const others = [
  {kind: 'create', from: {is: 'line', object: {kind: 'ConfigMap', data: {a: typed}}}, printing},
  {kind: 'cp', pod: 'web', path: '/tmp/a', copies: {what: 'in', file: 'a.txt', text: typed}},
  {kind: 'edit', type: 'pods', name: 'web', yaml: typed, fingerprint: 'f'},
  {kind: 'print', text: typed},
  {kind: 'reset', lines: [{kind: 'print', text: typed}]},
  {kind: 'play', lines: [{kind: 'print', text: typed}]},
] as const;

test.each([...withYaml, ...others])('what is kept of %j has nothing of its text, and is still one', (operation) => {
  const kept = shorten(operationSchema.parse(operation));
  expect(JSON.stringify(kept)).not.toContain(typed);
  expect(operationSchema.parse(kept).kind).toBe(operation.kind);
});

test.each(withYaml)('the YAML of %j is known', (operation) => {
  expect(manifestSources(operationSchema.parse(operation))).toEqual(sources);
});

test.each(others)('of %j there is none', (operation) => {
  expect(manifestSources(operationSchema.parse(operation))).toEqual([]);
});
