import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {isConfidential, withoutConfidential, withoutTypedValues} from '#src/operations/confidential.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';

const secretText = 's3cr3t-of-ada';
/** How a value can come to stand in a line, as people, phones and other shells write it. */
const lines = (value: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `patch secret db -p '{"stringData":{"a":"${value}"}}'`,
    `patch secrets/db --patch='{"stringData":{"a":"${value}"}}'`,
    `kubectl patch -p'{"data":{"a":"${value}"}}' secret db --type merge`,
    `patch Secret db \u2014patch '{"stringData":{"a":"${value}"}}'`,
    `k patch secret/db --type=json -p='[{"op":"add","path":"/data/a","value":"${value}"}]'`,
    `create secret generic db --from-literal=a=${value} --from-literal=b=${value}`,
    `kubectl create secret generic db --from-literal a="${value}"`,
    `create secret docker-registry r --docker-username=a --docker-password=${value}`,
    `kubectl patch secret db -p '{"stringData":{"a":"${value}`,
  );

test('a line about a Secret is kept without the values that were typed', () => {
  fc.assert(
    fc.property(lines(secretText), (line) => {
      const kept = withoutTypedValues(line);
      expect(kept).not.toContain(secretText);
      expect(kept).toMatch(/secret|patch/i);
    }),
  );
});

test.each([
  `kubectl patch deployment/web -p '{"spec":{"paused":true}}'`,
  'kubectl get secret db -o yaml',
  'kubectl label secret db tier=back',
  'kubectl create configmap a --from-literal=b=c',
])('others are kept as they are: %s', (line) => {
  expect(withoutTypedValues(line)).toBe(line);
});

const read = (line: string) => parseKubectl(line, {files: new Map()}).operation;

test.each([
  [read('get secret db -o yaml'), true],
  [read('get pods,secrets -o json'), true],
  [read(`patch secret db -p '{"data":{}}'`), true],
  [{kind: 'apply', sources: [{name: 'a.yaml', yaml: 'kind: "Secret"'}]}, true],
  [{kind: 'edit', type: 'secrets', name: 'db', yaml: '', fingerprint: ''}, true],
  [read('get secrets'), false],
  [read('describe secret db'), false],
  [read('get pods -o yaml'), false],
  [{kind: 'apply', sources: [{name: 'a.yaml', yaml: 'kind: ConfigMap'}]}, false],
] as const)('what %j answers is the learner’s alone: %s', (operation, expected) => {
  expect(isConfidential(operation as Parameters<typeof isConfidential>[0])).toBe(expected);
});

test('what is kept of an answer has no value in it', () => {
  const done = {kind: 'done', text: secretText, short: secretText, notes: []} as const;
  const yaml = read('get secret db -o yaml');
  const exec = read('exec web -- env');
  expect(JSON.stringify(withoutConfidential({...done, notes: []}, yaml))).not.toContain(secretText);
  expect(JSON.stringify(withoutConfidential({...done, notes: [], isPrivate: true}, exec))).not.toContain(secretText);
  expect(withoutConfidential({...done, notes: []}, exec)).toEqual(done);
  const failed = {kind: 'failed', code: 'x', message: secretText, text: secretText, notes: []} as const;
  expect(JSON.stringify(withoutConfidential({...failed, notes: []}, yaml))).not.toContain(secretText);
});
