import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {languages} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import type {EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';
import {startEndlessApiServer, type EndlessApiServer} from './endless-api-server.ts';

const manifests = [
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: none}\nspec:\n  replicas: 0\n  selector: {matchLabels: {app: none}}\n  template: {metadata: {labels: {app: none}}, spec: {containers: [{name: main, image: nginx:1.18-alpine}]}}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: empty}\nspec: {selector: {app: none}, ports: [{port: 80}]}\n',
].join('---\n');

let installed: InstalledCluster;
let cluster: EmulatedCluster;
let bot: ApiServer;
let endless: EndlessApiServer;
let node = '';

beforeAll(async () => {
  installed = await installedCluster();
  ({cluster, bot} = installed);
  endless = await startEndlessApiServer();
  const nodes = await cluster.api('/api/v1/nodes');
  node = nodes.body.items[0].metadata.name;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await endless?.close();
  await installed?.close();
});

async function run(operation: Operation | string, server = bot): Promise<Outcome> {
  const read = typeof operation === 'string' ? parseKubectl(operation, {files: new Map()}).operation : operation;
  const sandbox = sandboxSpec({nodes: [node]});
  return runOperation(
    read,
    unattended({sandbox, identities: identitiesOf(server), signal: new AbortController().signal}),
  );
}

/** What a person is told beside what a program printed. */
function toldIn(outcome: Outcome): string[] {
  if (outcome.kind === 'failed') return [outcome.message, outcome.next ?? '', ...outcome.notes];
  return 'notes' in outcome ? [...outcome.notes] : [];
}

async function inEach(act: () => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const language of languages) outcomes.push(await inLanguage(language, act));
  return outcomes;
}

/** What is told as it is in English, or without one of the names, or of another kind; nothing is as it should be. */
function wrongIn([english, ...others]: Outcome[], names: readonly string[]): string[] {
  if (english === undefined) throw new Error('English is a language');
  const told = toldIn(english).filter((line) => line !== '');
  const endOf = (outcome: Outcome): string => `${outcome.kind} ${'code' in outcome ? outcome.code : ''}`;
  const lacking = [english, ...others].flatMap((own) =>
    names
      .filter((name) => !toldIn(own).join('\n').includes(name))
      .map((name) => `${name} is not in ${toldIn(own).join()}`),
  );
  const alike = others.flatMap((own) => toldIn(own).filter((line) => told.includes(line)));
  const ended = others.map(endOf).filter((end) => end !== endOf(english));
  const isTold = others.every((own) => toldIn(own).filter((line) => line !== '').length === told.length);
  return [...lacking, ...alike, ...ended, ...(told.length > 0 && isTold ? [] : ['not all is told'])];
}

describe('in a sandbox', () => {
  beforeAll(async () => run({kind: 'start'}));

  test('there is no Service to browse to yet', async () => {
    expect(wrongIn(await inEach(async () => run({kind: 'browse', path: '/'})), ['Service'])).toEqual([]);
  });

  test('what does not answer has nothing behind it', async () => {
    const sources = [{name: 'app.yaml', yaml: manifests}];
    expect(await run({kind: 'apply', sources})).toMatchObject({kind: 'done'});
    const outcomes = await inEach(async () => run({kind: 'browse', service: 'empty', path: '/'}));
    expect(wrongIn(outcomes, ['empty', 'deployment/none', 'kubectl scale deployment/none --replicas=1'])).toEqual([]);
  });

  test('there is no Pod to do that in', async () => {
    const outcomes = await inEach(async () => run('exec deployment/none -- ls'));
    expect(wrongIn(outcomes, ['Deployment', 'none', 'kubectl get pods'])).toEqual([]);
  });

  test('what was changed in the meantime is not written over', async () => {
    const yaml = manifests.split('---\n')[0]?.replace('replicas: 0', 'replicas: 1') ?? '';
    const edit = {kind: 'edit', type: 'deployments', name: 'none', yaml, fingerprint: '0123456789abcdef'} as const;
    expect(wrongIn(await inEach(async () => run(edit)), ['deployment.apps/none', '/edit resource:'])).toEqual([]);
  });

  test('what a manifest may not name is refused, in a thread of its own too', async () => {
    const large = 'apiVersion: v1\nkind: PriorityClass\nmetadata: {name: x}\n'.padEnd(9_000, '#\n');
    for (const yaml of ['apiVersion: v1\nkind: PriorityClass\nmetadata: {name: x}\n', large]) {
      const outcomes = await inEach(async () => run({kind: 'apply', sources: [{name: 'x.yaml', yaml}]}));
      expect(wrongIn(outcomes, ['x.yaml', 'kind', 'PriorityClass'])).toEqual([]);
    }
  });

  test('kubectl’s own words stay its own', async () => {
    for (const line of ['get pod nope', 'rollout history deployment/nope', 'get pods']) {
      const outcomes = await inEach(async () => run(line));
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    }
    const [english, ...others] = await inEach(async () => run('wait deployment/none --for=condition=Nope --timeout=0'));
    if (english?.kind !== 'failed') throw new Error('it was met');
    for (const own of others) {
      expect(own).toMatchObject({kind: 'failed', message: english.message});
      expect(own).not.toMatchObject({next: english.next});
    }
  });
});

describe('of a server whose answers have no end', () => {
  test('an answer is too large', async () => {
    expect(wrongIn(await inEach(async () => run('get pods -o yaml', endless.server)), ['8 Mi', '-l'])).toEqual([]);
  });

  test('a log is cut', async () => {
    expect(wrongIn(await inEach(async () => run('logs web', endless.server)), ['--tail=50'])).toEqual([]);
  });

  test.each([
    ['was stopped', 0],
    ['may still run', 127],
  ])('a command that writes on and on %s', async (_, end) => {
    const outcomes = await inEach(async () => {
      endless.will('write on', end);
      return run('exec web -- yes', endless.server);
    });
    expect(wrongIn(outcomes, [])).toEqual([]);
  });
});

describe('when its time is over', () => {
  beforeAll(() => {
    const given = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => given(Math.min(ms, 300)));
  });
  afterAll(() => void vi.restoreAllMocks());

  test.each([
    ['is stopped', 0],
    ['may still run', 1],
  ])('a command %s', async (_, end) => {
    const outcomes = await inEach(async () => {
      endless.will('hang', end);
      return run('exec web -- sleep 9', endless.server);
    });
    expect(wrongIn(outcomes, ['30 s'])).toEqual([]);
  });

  test('a cluster that is away is said to be', async () => {
    const away = await ApiServer.open(endless.server.kubeConfig);
    await away.close();
    expect(wrongIn(await inEach(async () => run('get pods', away)), [])).toEqual([]);
  });
});
