import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {mergePatchType, startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const jobsPath = '/apis/batch/v1/namespaces/default/jobs';
const podsPath = '/api/v1/namespaces/default/pods';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

/** A Job whose Pods run a line of the shell. */
function manifest(name: string, script: string, {restartPolicy = 'Never', ...spec}: Record<string, unknown> = {}) {
  const containers = [{name: 'main', image: 'busybox:1.36', command: ['sh', '-c', script]}];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {name},
    spec: {template: {spec: {restartPolicy, containers}}, ...spec},
  };
}

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return stdout;
}

async function apply(object: object): Promise<void> {
  await writeFile(join(cluster.directory, 'job.json'), JSON.stringify(object));
  await kubectl('apply -f job.json');
}

const read = async (name: string): Promise<Answer> => (await cluster.api(`${jobsPath}/${name}`)).body;
const podsOf = async (name: string): Promise<Answer[]> =>
  (await cluster.api(`${podsPath}?labelSelector=job-name%3D${name}`)).body.items;
const conditionsOf = ({status}: Answer): string[] =>
  (status.conditions ?? []).map((one: Answer) => `${one.type}=${one.status} ${one.reason}`);

async function ended(name: string): Promise<Answer> {
  return waitUntil(async () => {
    const job = await read(name);
    return /Complete=True|Failed=True/.test(conditionsOf(job).join()) ? job : undefined;
  }, `the end of ${name}`);
}

async function reasonsOf(name: string): Promise<string[]> {
  const events = (await cluster.api('/api/v1/namespaces/default/events')).body.items;
  return events
    .filter((event: Answer) => event.involvedObject.kind === 'Job' && event.involvedObject.name === name)
    .map((event: Answer) => event.reason);
}

it('runs Pods until as many as asked for have succeeded', async () => {
  await apply(manifest('three', 'echo done', {completions: 3, parallelism: 2}));
  expect(await kubectl('wait --for=condition=complete job/three --timeout=30s')).toBe(
    'job.batch/three condition met\n',
  );
  const {status, metadata} = await read('three');
  expect(status).toMatchObject({succeeded: 3, ready: 0, terminating: 0, uncountedTerminatedPods: {}});
  expect(conditionsOf({status})).toEqual([
    'SuccessCriteriaMet=True CompletionsReached',
    'Complete=True CompletionsReached',
  ]);
  expect(Date.parse(status.completionTime)).toBeGreaterThanOrEqual(Date.parse(status.startTime));
  const pods = await podsOf('three');
  expect(pods).toHaveLength(3);
  for (const pod of pods) {
    expect(pod.metadata.name).toMatch(/^three-[a-z0-9]{5}$/);
    expect(pod.metadata.finalizers).toBeUndefined();
    expect(pod.metadata.labels).toEqual({
      'batch.kubernetes.io/controller-uid': metadata.uid,
      'batch.kubernetes.io/job-name': 'three',
      'controller-uid': metadata.uid,
      'job-name': 'three',
    });
  }
  const reasons = await reasonsOf('three');
  expect(reasons.filter((reason) => reason === 'SuccessfulCreate')).toHaveLength(3);
  expect(reasons).toContain('Completed');
  expect(await kubectl('get job three')).toMatch(
    /^NAME +STATUS +COMPLETIONS +DURATION +AGE\nthree +Complete +3\/3 +\d+s/,
  );
  expect(await kubectl('logs -l job-name=three')).toBe('done\n'.repeat(3));
});

it('fails when more Pods have failed than its limit, each made later than the one before', async () => {
  await apply(manifest('bad', 'exit 3', {backoffLimit: 1}));
  const job = await ended('bad');
  expect(conditionsOf(job)).toEqual(['FailureTarget=True BackoffLimitExceeded', 'Failed=True BackoffLimitExceeded']);
  expect(job.status).toMatchObject({failed: 2});
  expect(job.status.completionTime).toBeUndefined();
  expect(await podsOf('bad')).toHaveLength(2);
  expect(await reasonsOf('bad')).toContain('BackoffLimitExceeded');
});

it('counts restarts where its containers are restarted', async () => {
  await apply(manifest('again', 'exit 1', {restartPolicy: 'OnFailure', backoffLimit: 1}));
  const job = await ended('again');
  expect(conditionsOf(job)).toContain('Failed=True BackoffLimitExceeded');
  await waitUntil(async () => ((await podsOf('again')).length === 0 ? true : undefined), 'no Pod of it');
});

it('ends what takes longer than it may', async () => {
  await apply(manifest('slow', 'sleep 3600', {activeDeadlineSeconds: 5}));
  expect(conditionsOf(await ended('slow'))).toContain('Failed=True DeadlineExceeded');
});

it('has a Pod for each index, which knows its own', async () => {
  await apply(
    manifest('indexed', 'echo I am $JOB_COMPLETION_INDEX', {completionMode: 'Indexed', completions: 3, parallelism: 3}),
  );
  expect((await ended('indexed')).status).toMatchObject({succeeded: 3, completedIndexes: '0-2'});
  const pod = (await podsOf('indexed')).find(({metadata}) => metadata.name.startsWith('indexed-2-'));
  expect(await kubectl(`logs ${pod.metadata.name}`)).toBe('I am 2\n');
});

it('has no Pods while it is suspended', async () => {
  await apply(manifest('held', 'sleep 3600', {suspend: true}));
  await waitUntil(async () => (conditionsOf(await read('held')).length > 0 ? true : undefined), 'a condition');
  expect(conditionsOf(await read('held'))).toEqual(['Suspended=True JobSuspended']);
  expect(await podsOf('held')).toEqual([]);
  const suspend = async (is: boolean) =>
    cluster.api(`${jobsPath}/held`, {method: 'PATCH', contentType: mergePatchType, body: {spec: {suspend: is}}});
  await suspend(false);
  await waitUntil(async () => ((await podsOf('held')).length === 1 ? true : undefined), 'a Pod');
  expect(conditionsOf(await read('held'))).toEqual(['Suspended=False JobResumed']);
  await suspend(true);
  await waitUntil(async () => ((await podsOf('held')).length === 0 ? true : undefined), 'no Pod');
  expect((await read('held')).status.failed).toBeUndefined();
});

it('goes when its time is over, and its Pods with it', async () => {
  await apply(manifest('brief', 'true', {ttlSecondsAfterFinished: 2}));
  await ended('brief');
  await waitUntil(async () => ((await cluster.api(`${jobsPath}/brief`)).status === 404 ? true : undefined), 'its end');
  await waitUntil(async () => ((await podsOf('brief')).length === 0 ? true : undefined), 'the end of its Pods');
  expect(await podsOf('brief')).toEqual([]);
});

it.each(['background', 'foreground', 'orphan'])(
  'is deleted while it runs (%s), and no Pod is held back',
  async (how) => {
    const name = `gone-${how}`;
    await apply(manifest(name, 'sleep 3600', {parallelism: 2}));
    await waitUntil(async () => ((await podsOf(name)).length === 2 ? true : undefined), 'its Pods');
    await kubectl(`delete job ${name} --cascade=${how}`);
    if (how === 'orphan') {
      await waitUntil(
        async () => ((await podsOf(name)).every(({metadata}) => metadata.finalizers === undefined) ? true : undefined),
        'Pods that nobody holds',
      );
      await kubectl(`delete pods -l job-name=${name} --now`);
    }
    await waitUntil(async () => ((await podsOf(name)).length === 0 ? true : undefined), 'no Pods');
    expect(await podsOf(name)).toEqual([]);
  },
);

it.each([
  [
    {restartPolicy: 'Always'},
    /spec\.template\.spec\.restartPolicy: Required value: valid values: "OnFailure", "Never"/,
  ],
  [{completionMode: 'Indexed', parallelism: 1}, /spec\.completions: Required value: when completion mode is Indexed/],
  [{backoffLimit: -1}, /spec\.backoffLimit: Invalid value: -1: must be greater than or equal to 0/],
])('is refused as %j', async (spec, said) => {
  const body = manifest('wrong', 'true', spec);
  const {status, body: answer} = await cluster.api(jobsPath, {method: 'POST', body});
  expect(status).toBe(422);
  expect(answer.message).toMatch(said);
});
