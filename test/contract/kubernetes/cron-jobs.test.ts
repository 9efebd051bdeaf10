import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;

const batch = '/apis/batch/v1/namespaces/default';

// Answers are read without declaring the server's types again.
type Answer = ReturnType<typeof JSON.parse>;

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1'], speed: 20});
});

afterAll(async () => {
  await cluster.close();
});

function manifest(name: string, script: string, spec: object = {}) {
  const containers = [{name: 'main', image: 'busybox:1.36', command: ['sh', '-c', script]}];
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {name},
    spec: {
      schedule: '* * * * *',
      jobTemplate: {
        metadata: {labels: {of: name}},
        spec: {template: {spec: {restartPolicy: 'Never', terminationGracePeriodSeconds: 0, containers}}},
      },
      ...spec,
    },
  };
}

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  expect({line, code, stderr}).toEqual({line, code: 0, stderr: ''});
  return stdout;
}

async function apply(object: object): Promise<void> {
  await writeFile(join(cluster.directory, 'cron-job.json'), JSON.stringify(object));
  await kubectl('apply -f cron-job.json');
}

const read = async (name: string): Promise<Answer> => (await cluster.api(`${batch}/cronjobs/${name}`)).body;
const jobsOf = async (name: string): Promise<Answer[]> =>
  (await cluster.api(`${batch}/jobs?labelSelector=of%3D${name}`)).body.items;
const hasEnded = ({status}: Answer): boolean => /Complete|Failed/.test(JSON.stringify(status.conditions ?? []));

async function reasonsOf(name: string): Promise<string[]> {
  const events = (await cluster.api('/api/v1/namespaces/default/events')).body.items;
  return events
    .filter((event: Answer) => event.involvedObject.kind === 'CronJob' && event.involvedObject.name === name)
    .map((event: Answer) => event.reason);
}

async function aMinuteLater(): Promise<void> {
  const {status} = await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 60_000}});
  expect(status).toBe(200);
}

async function jobsOnceThereAre(name: string, count: number): Promise<Answer[]> {
  return waitUntil(async () => {
    const jobs = await jobsOf(name);
    return jobs.length === count && jobs.every(hasEnded) ? jobs : undefined;
  }, `${count} ended Jobs of ${name}`);
}

it('makes a Job each time, and keeps the last of them', async () => {
  await apply(manifest('tick', 'echo tick', {successfulJobsHistoryLimit: 2}));
  const names = new Set<string>();
  for (let round = 1; round <= 4; round += 1) {
    await aMinuteLater();
    for (const {metadata} of await jobsOnceThereAre('tick', Math.min(round, 2))) names.add(metadata.name);
    await waitUntil(async () => ((await read('tick')).status.active === undefined ? true : undefined), 'no active Job');
  }
  expect(names.size).toBe(4);
  const cronJob = await read('tick');
  const scheduled = Date.parse(cronJob.status.lastScheduleTime);
  expect(scheduled % 60_000).toBe(0);
  expect([...names]).toContain(`tick-${scheduled / 60_000}`);
  const [job] = await jobsOf('tick');
  expect(job.metadata.ownerReferences[0]).toMatchObject({kind: 'CronJob', name: 'tick', controller: true});
  expect(job.metadata.annotations).toHaveProperty('batch.kubernetes.io/cronjob-scheduled-timestamp');
  const reasons = await reasonsOf('tick');
  for (const reason of ['SuccessfulCreate', 'SawCompletedJob', 'SuccessfulDelete']) expect(reasons).toContain(reason);
  // the next minute may have begun
  expect(await kubectl('get cj tick')).toMatch(
    /^NAME +SCHEDULE +TIMEZONE +SUSPEND +ACTIVE +LAST SCHEDULE +AGE\ntick +\* \* \* \* \* +<none> +False +[01] +\d+s /,
  );
  await kubectl('delete cronjob tick');
  await waitUntil(async () => ((await jobsOf('tick')).length === 0 ? true : undefined), 'no Jobs');
});

it.each([
  ['Allow', 2],
  ['Forbid', 1],
  ['Replace', 1],
])('while a Job runs, %s', async (concurrencyPolicy, running) => {
  const name = concurrencyPolicy.toLowerCase();
  await apply(manifest(name, 'sleep 36000', {concurrencyPolicy}));
  await aMinuteLater();
  const [first] = await waitUntil(async () => {
    const jobs = await jobsOf(name);
    return jobs.length === 1 ? jobs : undefined;
  }, 'a Job');
  await aMinuteLater();
  const reason = {Allow: 'SuccessfulCreate', Forbid: 'JobAlreadyActive', Replace: 'SuccessfulDelete'}[
    concurrencyPolicy
  ];
  await waitUntil(async () => ((await reasonsOf(name)).includes(reason ?? '') ? true : undefined), reason ?? '');
  const jobs = await waitUntil(async () => {
    const found = await jobsOf(name);
    return found.length === running ? found : undefined;
  }, `${running} Jobs`);
  const isKept = jobs.some(({metadata}) => metadata.uid === first.metadata.uid);
  expect(isKept).toBe(concurrencyPolicy !== 'Replace');
  await kubectl(`delete cronjob ${name}`);
});

it('does nothing while it is suspended', async () => {
  await apply(manifest('held', 'true', {suspend: true}));
  await aMinuteLater();
  await aMinuteLater();
  expect(await jobsOf('held')).toEqual([]);
  expect((await read('held')).status).toEqual({});
});

it.each([
  [{schedule: 'often'}, /spec\.schedule: Invalid value: "often": expected exactly 5 fields, found 1: \[often\]/],
  [{schedule: '61 * * * *'}, /end of range \(61\) above maximum \(59\): 61/],
  [{timeZone: 'Mars/Base'}, /spec\.timeZone: Invalid value: "Mars\/Base": unknown time zone Mars\/Base/],
  [{concurrencyPolicy: 'Never'}, /spec\.concurrencyPolicy: Unsupported value: "Never"/],
])('is refused as %j', async (spec, said) => {
  const body = manifest('wrong', 'true', spec);
  const {status, body: answer} = await cluster.api(`${batch}/cronjobs`, {method: 'POST', body});
  expect(status).toBe(422);
  expect(answer.message).toMatch(said);
});
