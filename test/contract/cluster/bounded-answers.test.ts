import {afterAll, beforeAll, expect, test} from 'vitest';
import {ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {CommandLeftRunning} from '#src/cluster/operations/end-command.ts';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {unattended, type OperationContext} from '#src/cluster/operations/operation-context.ts';
import {exec} from '#src/cluster/operations/exec.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {namespaceSchema} from '#src/sandbox/sandbox.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {startEndlessApiServer, type EndlessApiServer} from './endless-api-server.ts';

const mebibyte = 1024 * 1024;
/** What is on its way between two programs when one of them stops reading. */
const inFlight = 8 * mebibyte;

let api: EndlessApiServer;
beforeAll(async () => {
  api = await startEndlessApiServer();
});
afterAll(async () => api?.close());

function context(signal = AbortSignal.timeout(20_000)): OperationContext {
  return unattended({
    sandbox: {
      namespace: namespaceSchema.parse('labrador-test-ada'),
      workshop: 'test',
      learner: {id: 'ada', name: 'Ada'},
      nodes: ['node-1'],
      lab: labPolicySchema.parse({lab: 'test', images: ['x'], hostPathLeaves: [], podsPerNode: 1, nodesPerSandbox: 1}),
    },
    identities: identitiesOf(api.server),
    signal,
  });
}

const run = async (line: string) => runOperation(parseKubectl(line, {files: new Map()}).operation, context());

/** The one command that is run, as the parser reads it. */
function commandOf(line: string) {
  const {operation} = parseKubectl(line, {files: new Map()});
  if (operation.kind !== 'exec') throw new Error('no command');
  return operation;
}

test('an answer without end is read as far as a sandbox can fill it, and refused', async () => {
  expect(await run('get pods -o yaml')).toMatchObject({
    kind: 'failed',
    message: "The cluster's answer is larger than 8 MiB.",
    next: 'Ask for less: for one object by its name, or for some by their labels (-l).',
  });
  expect(api.sentBytes()).toBeLessThan(8 * mebibyte + inFlight);
});

test('a log without end is shown from its beginning', async () => {
  const outcome = await run('logs web');
  expect(outcome).toMatchObject({
    kind: 'done',
    notes: ['The log is longer; this is its beginning. --tail=50 shows its end.'],
  });
  expect(outcome.kind === 'done' ? outcome.text.length : 0).toBe(256 * 1024);
  expect(api.sentBytes()).toBeLessThan(mebibyte + inFlight);
});

test('a command that writes on and on is stopped, and the learner told', async () => {
  api.will('write on', 0);
  const outcome = await run('exec web -- yes');
  expect(outcome).toMatchObject({
    kind: 'failed',
    code: 'output',
    message: 'The command wrote on and on, and was stopped.',
    notes: ['The output was longer; this is its beginning.'],
  });
  expect(outcome.kind === 'failed' ? outcome.text?.length : 0).toBe(256 * 1024 - 1);
  expect(api.commands().at(-1)?.slice(-1)).toEqual(['yes']);
});

test('… or that it may still run, where nothing could stop it', async () => {
  api.will('write on', 127);
  expect(await run('exec web -- yes')).toMatchObject({message: expect.stringContaining('may still run')});
});

test('no more is read of a command than some times what is kept', async () => {
  api.will('write on');
  const result = await execInPod(api.server.as(undefined), {
    namespace: 'labrador-test-ada',
    pod: 'web',
    container: 'web',
    command: ['yes'],
    limitBytes: 10_000,
    signal: AbortSignal.timeout(20_000),
  });
  expect(result).toMatchObject({isCut: true, exitCode: undefined});
  expect(result.output).toHaveLength(10_000);
  expect(api.sentBytes()).toBeLessThan(160_000 + inFlight);
});

test('a message larger than any that a container runtime sends is not held in memory', async () => {
  api.will('one large frame');
  await expect(
    execInPod(api.server.as(undefined), {
      namespace: 'labrador-test-ada',
      pod: 'web',
      container: 'web',
      command: ['yes'],
      limitBytes: 10_000,
      signal: AbortSignal.timeout(20_000),
    }),
  ).rejects.toThrow(ClusterUnavailableError);
});

test('a command that is to stop is looked for in its container, by its command line, and killed', async () => {
  api.will('hang', 0);
  await expect(exec(commandOf("exec web -- sh -c 'sleep 9'"), context(AbortSignal.timeout(300)))).rejects.toThrow(
    'aborted due to timeout',
  );
  expect(api.commands().at(-1)).toEqual(['sh', '-c', expect.stringContaining('kill -KILL'), 'sh', 'sh\n-c\nsleep 9']);
});

test('… and is said to be left running when it was not found', async () => {
  api.will('hang', 1);
  await expect(exec(commandOf('exec web -- sleep 9'), context(AbortSignal.timeout(300)))).rejects.toBeInstanceOf(
    CommandLeftRunning,
  );
});

test('a log without end is followed as far as there is room, and read no further', async () => {
  const outcome = await run('logs -f web');
  expect(outcome).toMatchObject({
    kind: 'done',
    notes: expect.arrayContaining(['More is written than can be followed here. See its end with --tail=50.']),
  });
  expect(api.sentBytes()).toBeLessThan(mebibyte + inFlight);
});

test('a log that is followed makes way for what is typed next, and nothing of it is read any more', async () => {
  api.willTick();
  const shown: string[] = [];
  const outcome = await runOperation(parseKubectl('logs web -f --prefix', {files: new Map()}).operation, {
    ...context(),
    showProgress: async (text) => Promise.resolve(void shown.push(text)),
    isInTheWay: () => shown.length > 1,
  });
  expect(outcome).toMatchObject({
    kind: 'done',
    text: expect.stringMatching(/^(?:\[pod\/web\/web\] tick \d+\n?)+$/u),
    notes: ['I stopped following, as your next command was in line. Type it again to go on.'],
  });
  expect(shown[0]).toMatch(/```\n\[pod\/web\/web\] tick 1\n[^]*```$/u);
  expect(shown[1]?.length).toBeGreaterThan(shown[0]?.length ?? 0);
  await waitUntil('the server is rid of who followed', async () => (api.followers() === 0 ? true : undefined));
});

test('a log that is followed is left alone when it is cancelled', async () => {
  api.willTick();
  const cancelled = new AbortController();
  const running = runOperation(parseKubectl('logs web -f', {files: new Map()}).operation, context(cancelled.signal));
  await waitUntil('it is followed', async () => (api.followers() === 1 ? true : undefined));
  cancelled.abort();
  expect(await running).toEqual({kind: 'cancelled'});
  await waitUntil('the server is rid of who followed', async () => (api.followers() === 0 ? true : undefined));
});
