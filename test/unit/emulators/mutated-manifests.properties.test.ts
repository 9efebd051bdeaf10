import * as fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Json, JsonObject} from '#src/emulators/kubernetes/json.ts';
import {startKubernetesEmulator, type KubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {resourceTypes} from '#src/emulators/kubernetes/resources/registry.ts';
import {groupVersion, type ResourceType} from '#src/emulators/kubernetes/resources/resource-type.ts';
import {propertyRuns, propertyRunsShown, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {partsOfKind} from './manifests-of-each-kind.ts';
import {mutated, mutations, type Mutation} from './mutations.ts';

const namespace = 'fuzz';
const subjectName = 'subject';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io';
/** What is worked out when it is asked for cannot be written. */
const writableTypes = resourceTypes.filter(({verbs}) => verbs.includes('create'));
/** Answers with this code that a real API server gives too. */
const real500 =
  /^(failed to create typed patch object|resourceVersion should not be set|resourceVersion: Invalid value)/;

let emulator: KubernetesEmulator;
let token: string;
/** What the emulator found no answer to, and what its controllers failed at. */
let faults: string[] = [];

beforeAll(async () => {
  emulator = await startKubernetesEmulator({port: 0, speed: 50, log: (line) => faults.push(line)});
  token = /token: (\S+)/.exec(emulator.kubeconfig)?.[1] ?? '';
  await send('POST', '/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}});
});

afterAll(async () => {
  await emulator.close();
});

interface Answer {
  status: number;
  text: string;
}

async function send(method: string, path: string, body?: Json, contentType = 'application/json'): Promise<Answer> {
  const answer = await fetch(emulator.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(method === 'GET' ? {accept: tableType} : {'content-type': contentType}),
    },
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  });
  return {status: answer.status, text: await answer.text()};
}

const writes = [
  'create',
  'update',
  'server-side apply',
  'forced server-side apply',
  'client-side apply',
  'merge patch',
  'strategic patch',
  'JSON patch',
  'delete',
] as const;

interface Write {
  readonly how: (typeof writes)[number];
  readonly part: number;
  readonly changes: readonly Mutation[];
  readonly isPart: boolean;
}

const anyWrite: fc.Arbitrary<Write> = fc.record({
  how: fc.constantFrom(...writes),
  part: fc.nat(3),
  changes: mutations,
  isPart: fc.boolean(),
});
const anyCase = fc.record({
  kind: fc.constantFrom(...writableTypes.map((type) => type.kind)),
  writes: fc.array(anyWrite, {minLength: 1, maxLength: 4}),
});

function manifestOf(type: ResourceType): JsonObject {
  const parts = partsOfKind[type.kind];
  if (parts === undefined) throw new Error(`there is no manifest of a ${type.kind}`);
  const labels = {app: 'web'};
  const metadata: JsonObject = {name: subjectName, labels, annotations: {a: 'b'}, finalizers: [], ownerReferences: []};
  if (type.namespaced) metadata['namespace'] = namespace;
  return {apiVersion: groupVersion(type), kind: type.kind, metadata, ...structuredClone(parts)};
}

function collectionOf(type: ResourceType): string {
  const root = type.group === '' ? '/api/v1' : `/apis/${groupVersion(type)}`;
  return `${root}${type.namespaced ? `/namespaces/${namespace}` : ''}/${type.plural}`;
}

/** The object itself, or one of its subresources that are written as it is. */
function partOf(type: ResourceType, {part, how}: Write): {suffix: string; manifest: JsonObject} {
  const verb = how === 'create' ? 'create' : how === 'update' ? 'update' : how === 'delete' ? 'delete' : 'patch';
  const written = type.subresources.filter(({name, verbs}) => name !== 'exec' && verbs.includes(verb));
  const chosen = written[part - 1]?.name;
  if (chosen === undefined) return {suffix: '', manifest: manifestOf(type)};
  if (chosen === 'status') return {suffix: '/status', manifest: manifestOf(type)};
  const metadata = {name: subjectName, namespace: namespace};
  const kinds: Record<string, JsonObject> = {
    scale: {apiVersion: 'autoscaling/v1', kind: 'Scale', metadata, spec: {replicas: 2}},
    eviction: {apiVersion: 'policy/v1', kind: 'Eviction', metadata, deleteOptions: {gracePeriodSeconds: 0}},
    token: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: {audiences: ['a'], expirationSeconds: 600},
    },
  };
  return {suffix: `/${chosen}`, manifest: kinds[chosen] ?? {}};
}

async function play(type: ResourceType, given: Write): Promise<Answer> {
  const write: Write = type.verbs.includes('patch') ? given : {...given, how: 'create', part: 0};
  const collection = collectionOf(type);
  const {suffix, manifest} = partOf(type, write);
  const path = `${collection}/${subjectName}${suffix}`;
  const whole = mutated(type.schema, manifest, write.changes);
  const {apiVersion: _, kind: __, ...parts} = manifest;
  const body = write.isPart ? mutated(type.schema, parts, write.changes) : whole;
  switch (write.how) {
    case 'create':
      if (suffix === '' && type.verbs.includes('delete')) await remove(type);
      return send('POST', suffix === '' ? collection : path, whole);
    case 'update':
      return send('PUT', path, body);
    case 'server-side apply':
    case 'forced server-side apply': {
      const query = `fieldManager=m${write.part}&force=${write.how.startsWith('forced')}`;
      return send('PATCH', `${path}?${query}`, body, 'application/apply-patch+yaml');
    }
    case 'client-side apply': {
      const annotation = {'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(body)};
      const patch = {...body, metadata: {annotations: annotation}};
      return send('PATCH', path, patch, 'application/strategic-merge-patch+json');
    }
    case 'merge patch':
      return send('PATCH', path, body, 'application/merge-patch+json');
    case 'strategic patch':
      return send('PATCH', path, body, 'application/strategic-merge-patch+json');
    case 'JSON patch':
      return send('PATCH', path, operations(whole, manifest, write), 'application/json-patch+json');
    case 'delete':
      return send(
        'DELETE',
        path,
        mutated(type.schema, {gracePeriodSeconds: 0, preconditions: {uid: 'x'}}, write.changes),
      );
  }
}

/** Operations on what the manifest has, with what the mutated one has there. */
function operations(whole: JsonObject, manifest: JsonObject, {changes}: Write): Json {
  const paths = pointersOf(manifest);
  return changes.map(({place, seed}) => {
    const path = `${paths[place % paths.length] ?? ''}${seed % 5 === 0 ? '/-' : ''}`;
    const from = paths[seed % paths.length] ?? '';
    const op = ['add', 'replace', 'remove', 'copy', 'move', 'test', 'nothing'][seed % 7] ?? 'add';
    return {op, path, from, value: Object.values(whole)[seed % 4] ?? null};
  });
}

function pointersOf(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const children = Object.entries(value).flatMap(([key, child]) =>
    pointersOf(child, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return [at, ...children];
}

function expectAnswered(what: string, {status, text}: Answer): void {
  const {message = ''}: {message?: string} = status >= 500 ? JSON.parse(text) : {};
  const isReal = status < 500 || status === 501 || real500.test(message);
  expect(isReal ? '' : `${what}: ${status} ${text}\n${faults.join('\n')}`).toBe('');
}

async function remove(type: ResourceType): Promise<void> {
  const path = `${collectionOf(type)}/${subjectName}`;
  const held = [{op: 'remove', path: '/metadata/finalizers'}];
  const {status} = await send('PATCH', path, held, 'application/json-patch+json');
  if (status !== 404) await send('DELETE', path, {gracePeriodSeconds: 0});
  await settled();
}

async function settled(): Promise<void> {
  // Controllers take what changed in the turn after.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe(`mutated manifests (${propertyRunsShown})`, () => {
  it('are known of every kind that is served', () => {
    expect(Object.keys(partsOfKind).sort()).toEqual(writableTypes.map(({kind}) => kind).sort());
  });

  it.each(resourceTypes.filter(({verbs}) => verbs.includes('patch')))('are of a $kind that is taken', async (type) => {
    const answer = await send('POST', collectionOf(type), manifestOf(type));
    expect(answer).toMatchObject({status: 201});
    await remove(type);
  });

  it(
    'are taken or refused, and nothing that the cluster does with them fails',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyCase, async ({kind, writes: all}) => {
          const type = resourceTypes.find((one) => one.kind === kind);
          if (type === undefined) throw new Error(`${kind} is not served`);
          faults = [];
          await send('POST', collectionOf(type), manifestOf(type));
          for (const write of all) expectAnswered(`${write.how} of a ${type.kind}`, await play(type, write));
          if (type.verbs.includes('list')) {
            expectAnswered(`listing ${type.plural}`, await send('GET', collectionOf(type)));
          }
          await settled();
          if (type.verbs.includes('delete')) await remove(type);
          expect(faults).toEqual([]);
        }),
        propertyRuns(7),
      );
    },
    propertyTimeoutMs,
  );
});
