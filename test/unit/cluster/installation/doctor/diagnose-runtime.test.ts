import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {diagnoseRuntime} from '#src/cluster/installation/doctor/diagnose-runtime.ts';

test.each([
  ['v24.0.0', 'passed'],
  ['v25.1.0', 'passed'],
  ['v22.18.0', 'failed'],
  ['v8.17.0', 'failed'],
])('Node.js %s: %s', (version, state) => {
  expect(diagnoseRuntime(version)).toMatchObject({state, said: expect.stringContaining(version)});
});

test('asks for the version that package.json asks for', () => {
  const {engines} = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(diagnoseRuntime('v1.0.0').said).toContain(`v${String(engines.node).replace('>=', '')}`);
});
