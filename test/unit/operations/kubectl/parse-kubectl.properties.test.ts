import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {verbs} from '#src/operations/kubectl/verbs.ts';
import {operationSchema} from '#src/operations/operation.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {kubectlLine, objectText, pagePath, serviceName} from './kubectl-lines.ts';
import {files} from './lab.ts';

const readOrRefused = <Read>(read: () => Read): Read | undefined =>
  unlessRefused(read, ({message, next}) => {
    expect(message).not.toBe('');
    expect(next).not.toBe('');
  });

const throughQueue = (operation: unknown): unknown => operationSchema.parse(JSON.parse(JSON.stringify(operation)));

const anyService = fc.option(serviceName, {nil: undefined});
const anyHost = fc.option(
  fc.oneof(
    fc.constantFrom(
      'web.local',
      'http://Web.local:8000/a?b=c#d',
      'localhost',
      '10.0.0.1',
      'a..b',
      '*.local',
      'a\r\nb: c',
    ),
    fc.string({unit: 'grapheme'}),
  ),
  {nil: undefined, freq: 1},
);

/** One line of each verb, to begin with. */
const known = [
  'get pods',
  'describe pod web',
  'events',
  'apply -f specs/nginx',
  'create deployment web --image=nginx',
  'run web --image=nginx',
  'expose deploy/web --port=80',
  'delete pod web',
  'logs web',
  'diff -f specs/nginx',
  'exec web -- ls',
  'label node n disk=fast',
  'rollout status ds/web',
  'scale deploy/web --replicas=2',
  'autoscale deploy/web --max=3',
  'top pods',
  'set image ds/web web=nginx',
  `patch ds/web -p '{"spec":{"minReadySeconds":5}}'`,
  'annotate ds/web note=a',
  'wait --for=delete pod/web',
  'explain pods',
  'replace -f specs/nginx',
  'cp specs/nginx/services.yaml web:/tmp',
  'auth can-i get pods',
  'config view',
  'api-resources',
  'api-versions',
  'cluster-info',
  'version',
].map((line): [string] => [line]);

describe(`any text, ${propertyRunsShown}`, () => {
  test('is an operation that a worker accepts, or is refused in words', {timeout: propertyTimeoutMs}, () => {
    const kinds = new Set<string>();
    let refused = 0;
    fc.assert(
      fc.property(kubectlLine, (line) => {
        const read = readOrRefused(() => parseKubectl(line, {files}));
        if (read === undefined) {
          refused += 1;
          return;
        }
        kinds.add(read.operation.kind);
        expect(throughQueue(read.operation)).toEqual(read.operation);
        // the line that is shown to others and offered again means the same
        expect(parseKubectl(read.line, {files})).toEqual(read);
      }),
      {...propertyRuns(26), examples: known},
    );
    expect(refused).toBeGreaterThan(0);
    expect(kinds.size).toBe(verbs.length);
  });

  test('names one object to edit, or is refused in words', {timeout: propertyTimeoutMs}, () => {
    let understood = 0;
    fc.assert(
      fc.property(objectText, (text) => {
        const target = readOrRefused(() => parseEditTarget(text));
        if (target === undefined) return;
        understood += 1;
        expect(target.name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
        expect(throughQueue({kind: 'edit', ...target, yaml: '', fingerprint: ''})).toMatchObject(target);
      }),
      propertyRuns(4),
    );
    expect(understood).toBeGreaterThan(0);
  });

  test('is a page to browse to, or is refused in words', {timeout: propertyTimeoutMs}, () => {
    let understood = 0;
    fc.assert(
      fc.property(anyService, anyHost, fc.option(pagePath, {nil: undefined}), (service, host, path) => {
        const read = readOrRefused(() => parseBrowse({service, host, path}, 'labrador-a-1'));
        if (read === undefined) return;
        understood += 1;
        expect(throughQueue(read.operation)).toEqual(read.operation);
        // it is a header of what is asked
        expect(read.operation.host ?? 'a').toMatch(/^[a-z0-9][a-z0-9.-]*$/);
        // it will be part of an address, and a line that is shown
        expect(encodeURIComponent(read.operation.path)).not.toBe('');
        expect(read.line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
      propertyRuns(4),
    );
    expect(understood).toBeGreaterThan(0);
  });
});
