import * as fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {resourceTypes} from '#src/emulators/kubernetes/resources/registry.ts';
import type {Schema} from '#src/emulators/kubernetes/schema/schema.ts';
import {startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';

let beside: BesideKubectl;
beforeAll(async () => {
  beside = await startBesideKubectl();
});
afterAll(async () => beside?.close());

/** What a line prints here and what kubectl prints, errors on their own. */
async function both(line: string): Promise<{ours: unknown; theirs: unknown}> {
  const [outcome, {code, stdout, stderr}] = await Promise.all([beside.ours(line), beside.cluster.kubectl(line)]);
  const ours =
    outcome.kind === 'done'
      ? {text: outcome.text, isDone: true, error: ''}
      : outcome.kind === 'failed'
        ? {text: outcome.text ?? '', isDone: false, error: outcome.message}
        : outcome;
  return {ours, theirs: {text: stdout.replace(/\n$/u, ''), isDone: code === 0, error: stderr.trim()}};
}

describe('what is asked of the API server is printed as kubectl prints it', () => {
  test.each([
    'explain pods',
    'explain pod.spec',
    'explain po.spec.containers',
    'explain pods.spec.containers.resources.limits',
    'explain pods.spec.containers.imagePullPolicy',
    'explain deploy.spec.strategy',
    'explain deployments.apps.spec.template.spec.containers',
    'explain deployments.apps',
    'explain ds --recursive',
    'explain pods.metadata.labels',
    'explain pods.metadata.creationTimestamp',
    'explain Pod.spec.',
    'explain cronjobs --api-version=batch/v1',
    'explain cronjobs --api-version=batch/v7',
    'explain cronjobs --api-version=apps/v1',
    'explain secrets.data',
    'explain events',
    'explain events.events.k8s.io',
    'explain pods.spec.nothing',
    'explain pods.nothing.of.it',
    'explain nothing',
    'explain nothing.spec',
    'explain namespaces',
    'explain configmaps.toString',
    'explain services.spec.ports.targetPort -o plaintext',
    'api-resources',
    'api-resources -o wide',
    'api-resources -o name',
    'api-resources --namespaced=false',
    'api-resources --namespaced --no-headers',
    'api-resources --api-group=apps',
    'api-resources --api-group= --sort-by=kind',
    'api-resources --verbs=list,create -o name',
    'api-resources --categories=all --sort-by=name',
    'api-resources --api-group=nobodys',
    'api-versions',
  ])('%s', async (line) => {
    const {ours, theirs} = await both(line);
    expect(ours).toEqual(theirs);
  });

  test('of any field that a kind has', {timeout: 120_000}, async () => {
    const line = fc
      .tuple(fc.constantFrom(...resourceTypes), fc.array(fc.nat(), {maxLength: 5}), fc.boolean())
      .map(([{plural, group, schema}, turns, isRecursive]) => {
        const path = fieldsOf(schema, turns);
        const type = group === '' ? plural : `${plural}.${group}`;
        return `explain ${[type, ...path].join('.')}${isRecursive ? ' --recursive' : ''}`;
      });
    await fc.assert(
      fc.asyncProperty(line, async (typed) => {
        const {ours, theirs} = await both(typed);
        expect({typed, ours}).toEqual({typed, ours: theirs});
      }),
      {numRuns: 30, seed: 1},
    );
  });

  test('cluster-info says all but the address', async () => {
    const {ours, theirs} = await both('cluster-info');
    const plain = (printed: unknown): string => JSON.stringify(printed).replace(/https?:[^\\"]*/u, 'ADDRESS');
    expect(plain(ours)).toBe(plain(theirs));
  });
});

/** Names of fields that lead somewhere. */
function fieldsOf(schema: Schema, [turn, ...turns]: readonly number[]): string[] {
  if (turn === undefined) return [];
  switch (schema.kind) {
    case 'object': {
      const fields = Object.entries(schema.fields);
      const [name, below] = fields[turn % fields.length] ?? [];
      return name === undefined || below === undefined ? [] : [name, ...fieldsOf(below, turns)];
    }
    case 'list':
      return fieldsOf(schema.items, [turn, ...turns]);
    case 'map':
      return fieldsOf(schema.values, [turn, ...turns]);
    default:
      return [];
  }
}
