import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
  podManifest,
  startReadyCluster,
  tableType,
  waitUntil,
  type EmulatedCluster,
} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
const podsPath = '/api/v1/namespaces/default/pods';

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1']});
});

afterAll(async () => {
  await cluster.close();
});

const always = 'Always';
const container = (name: string, script: string, more: object = {}): object => ({
  name,
  image: 'busybox:1.36',
  command: ['sh', '-c', script],
  ...more,
});
const waits = (name: string, more: object = {}): object =>
  container(name, "trap 'exit 0' TERM; while true; do sleep 1; done", more);

async function create(name: string, spec: object): Promise<void> {
  const {status, text} = await cluster.api(podsPath, {method: 'POST', body: podManifest(name, spec)});
  if (status !== 201) throw new Error(text);
}

const cells = async (name: string): Promise<string[]> => {
  const {body} = await cluster.api(`${podsPath}/${name}`, {accept: tableType});
  return body.rows[0].cells.map(String);
};

const untilCells = (name: string, ready: string, status: string): Promise<true> =>
  waitUntil(async () => {
    const [, isReady, itsStatus] = await cells(name);
    return isReady === ready && itsStatus === status ? true : undefined;
  }, `${name} to be ${ready} ${status}`);

const statusOf = async (name: string) => (await cluster.api(`${podsPath}/${name}`)).body.status;

describe('a sidecar', () => {
  it('starts before what comes after it, stays, and counts among the containers', async () => {
    await create('served', {
      volumes: [{name: 'v', emptyDir: {}}],
      initContainers: [
        waits('proxy', {restartPolicy: always}),
        container('prepares', 'echo ready > /v/done', {volumeMounts: [{name: 'v', mountPath: '/v'}]}),
      ],
      containers: [waits('app', {volumeMounts: [{name: 'v', mountPath: '/v'}]})],
    });
    await untilCells('served', '2/2', 'Running');
    const {initContainerStatuses, containerStatuses, conditions} = await statusOf('served');
    const [proxy, prepares] = initContainerStatuses;
    expect(proxy).toMatchObject({ready: true, started: true});
    expect(prepares.state.terminated.exitCode).toBe(0);
    expect(proxy.state.running.startedAt <= prepares.state.terminated.startedAt).toBe(true);
    expect(prepares.state.terminated.finishedAt <= containerStatuses[0].state.running.startedAt).toBe(true);
    expect(conditions.find(({type}: {type: string}) => type === 'Initialized').status).toBe('True');
    expect((await cluster.kubectl('exec served -c proxy -- echo there')).stdout).toBe('there\n');
  });

  it('holds up the others until its startup probe succeeds, and the Pod while it is not ready', async () => {
    await create('probed', {
      initContainers: [
        waits('proxy', {
          restartPolicy: always,
          startupProbe: {exec: {command: ['cat', '/tmp/started']}, periodSeconds: 1, failureThreshold: 100},
          readinessProbe: {exec: {command: ['cat', '/tmp/ready']}, periodSeconds: 1},
        }),
      ],
      containers: [waits('app')],
    });
    await untilCells('probed', '0/2', 'Init:0/1');
    await cluster.kubectl('exec probed -c proxy -- touch /tmp/started');
    await untilCells('probed', '1/2', 'Running');
    const {conditions} = await statusOf('probed');
    const ready = conditions.find(({type}: {type: string}) => type === 'ContainersReady');
    expect(ready.message).toBe('containers with unready status: [proxy]');
    await cluster.kubectl('exec probed -c proxy -- touch /tmp/ready');
    await untilCells('probed', '2/2', 'Running');
  });

  it('is restarted whatever the Pod says, and is not waited for by a Pod that has ended', async () => {
    await create('ends', {
      restartPolicy: 'Never',
      volumes: [{name: 'v', emptyDir: {}}],
      initContainers: [
        container('proxy', '[ -e /v/once ] || { touch /v/once; sleep 1; exit 3; }; sleep 1000', {
          restartPolicy: always,
          volumeMounts: [{name: 'v', mountPath: '/v'}],
        }),
      ],
      containers: [container('app', 'sleep 5')],
      terminationGracePeriodSeconds: 1,
    });
    await waitUntil(async () => ((await statusOf('ends')).phase === 'Succeeded' ? true : undefined), 'its end');
    const {initContainerStatuses} = await statusOf('ends');
    expect(initContainerStatuses[0].restartCount).toBe(1);
    expect(initContainerStatuses[0].state.terminated.exitCode).toBe(137);
    expect((await cells('ends')).slice(1, 3)).toEqual(['0/2', 'Completed']);
  });

  it('lets a Job complete', async () => {
    const template = {
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 1,
        initContainers: [waits('proxy', {restartPolicy: always})],
        containers: [container('app', 'echo done')],
      },
    };
    const path = '/apis/batch/v1/namespaces/default/jobs';
    await cluster.api(path, {method: 'POST', body: {metadata: {name: 'sums'}, spec: {template}}});
    const conditions = await waitUntil(async () => {
      const {status} = (await cluster.api(`${path}/sums`)).body;
      const all: {type: string}[] = status.conditions ?? [];
      return status.succeeded === 1 && all.length > 0 ? all : undefined;
    }, 'the Job to be complete');
    expect(conditions.map(({type}) => type)).toContain('Complete');
  });

  it('ends after the others, the last started first', async () => {
    const says = (name: string, more: object = {}): object =>
      container(name, `trap 'echo ${name} >> /log/ends; exit 0' TERM; while true; do sleep 1; done`, {
        volumeMounts: [{name: 'log', mountPath: '/log'}],
        ...more,
      });
    await create('ordered', {
      volumes: [{name: 'log', hostPath: {path: '/ordered', type: 'DirectoryOrCreate'}}],
      initContainers: [says('first', {restartPolicy: always}), says('second', {restartPolicy: always})],
      containers: [says('app')],
    });
    await untilCells('ordered', '3/3', 'Running');
    await cluster.api(`${podsPath}/ordered`, {method: 'DELETE'});
    await waitUntil(async () => ((await cluster.api(`${podsPath}/ordered`)).status === 404 ? true : undefined), 'end');
    await create('reads', {
      volumes: [{name: 'log', hostPath: {path: '/ordered'}}],
      containers: [waits('app', {volumeMounts: [{name: 'log', mountPath: '/log'}]})],
    });
    await untilCells('reads', '1/1', 'Running');
    expect((await cluster.kubectl('exec reads -- cat /log/ends')).stdout).toBe('app\nsecond\nfirst\n');
  });

  it('alone among init containers can have probes and hooks', async () => {
    const init = waits('a', {livenessProbe: {exec: {command: ['true']}}, lifecycle: {preStop: {sleep: {seconds: 1}}}});
    const body = podManifest('x', {initContainers: [init], containers: [waits('app')]});
    const {body: answer} = await cluster.api(podsPath, {method: 'POST', body});
    const why = 'Forbidden: may not be set for init containers without restartPolicy=Always';
    expect(answer.message).toBe(
      `Pod "x" is invalid: [spec.initContainers[0].lifecycle: ${why}, spec.initContainers[0].livenessProbe: ${why}]`,
    );
  });
});

describe('hooks of a container', () => {
  it('are run when it has started and before it is told to end', async () => {
    const volumes = [{name: 'v', hostPath: {path: '/hooked', type: 'DirectoryOrCreate'}}];
    const volumeMounts = [{name: 'v', mountPath: '/v'}];
    const says = (what: string): object => ({exec: {command: ['sh', '-c', `echo ${what} >> /v/log`]}});
    const lifecycle = {postStart: says('started'), preStop: says('stopping')};
    await create('hooked', {volumes, containers: [waits('app', {volumeMounts, lifecycle})]});
    await untilCells('hooked', '1/1', 'Running');
    expect((await cluster.kubectl('exec hooked -- cat /v/log')).stdout).toBe('started\n');
    await cluster.api(`${podsPath}/hooked`, {method: 'DELETE'});
    await waitUntil(async () => ((await cluster.api(`${podsPath}/hooked`)).status === 404 ? true : undefined), 'end');
    await create('looks', {volumes, containers: [waits('app', {volumeMounts})]});
    await untilCells('looks', '1/1', 'Running');
    expect((await cluster.kubectl('exec looks -- cat /v/log')).stdout).toBe('started\nstopping\n');
  });

  it('that fail at its start end it, and are told of', async () => {
    const lifecycle = {postStart: {exec: {command: ['false']}}};
    await create('fails', {terminationGracePeriodSeconds: 1, containers: [waits('app', {lifecycle})]});
    const messages = await waitUntil(async () => {
      const {body} = await cluster.api('/api/v1/namespaces/default/events');
      const all: {involvedObject: {name: string}; reason: string; message: string}[] = body.items;
      const about = all.filter(({involvedObject}) => involvedObject.name === 'fails');
      const reasons = about.map(({reason, message}) => `${reason}: ${message}`);
      return reasons.includes('FailedPostStartHook: PostStartHook failed') ? reasons : undefined;
    }, 'the event');
    expect(messages).toContain('Killing: FailedPostStartHook');
  });
});

describe('a part of a volume', () => {
  beforeAll(async () => {
    await cluster.api('/api/v1/namespaces/default/configmaps', {
      method: 'POST',
      body: {metadata: {name: 'page'}, data: {'index.html': 'hello\n', other: 'x'}},
    });
  });

  it('is mounted where it is asked for, beside what is there already', async () => {
    await create('parted', {
      volumes: [
        {name: 'page', configMap: {name: 'page'}},
        {name: 'data', emptyDir: {}},
      ],
      containers: [
        {
          name: 'app',
          image: 'nginx:1.18-alpine',
          env: [{name: 'POD', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}],
          volumeMounts: [
            {name: 'page', mountPath: '/usr/share/nginx/html/index.html', subPath: 'index.html'},
            {name: 'data', mountPath: '/data', subPathExpr: 'of/$(POD)'},
            {name: 'data', mountPath: '/all'},
          ],
        },
      ],
    });
    await untilCells('parted', '1/1', 'Running');
    const run = async (command: string): Promise<string> => (await cluster.kubectl(`exec parted -- ${command}`)).stdout;
    expect(await run('cat /usr/share/nginx/html/index.html')).toBe('hello\n');
    expect(await run('ls /usr/share/nginx/html')).toBe('50x.html\nindex.html\n');
    await run("sh -c 'echo mine > /data/note'");
    expect(await run('cat /all/of/parted/note')).toBe('mine\n');
    const written = await cluster.kubectl("exec parted -- sh -c 'echo x > /usr/share/nginx/html/index.html'");
    expect(written.stderr).toContain('Read-only file system');
  });

  it('that no variable names holds the container up', async () => {
    await create('unnamed', {
      volumes: [{name: 'data', emptyDir: {}}],
      containers: [waits('app', {volumeMounts: [{name: 'data', mountPath: '/data', subPathExpr: '$(NONE)'}]})],
    });
    await untilCells('unnamed', '0/1', 'CreateContainerConfigError');
    const {containerStatuses} = await statusOf('unnamed');
    expect(containerStatuses[0].state.waiting.message).toBe('missing value for NONE');
  });

  it.each([
    [{subPath: '/a'}, 'subPath: Invalid value: "/a": must be a relative path'],
    [{subPath: 'a/../..'}, 'subPath: Invalid value: "a/../..": must not contain \'..\''],
  ])('%j is refused', async (part, why) => {
    const body = podManifest('x', {
      volumes: [{name: 'data', emptyDir: {}}],
      containers: [waits('app', {volumeMounts: [{name: 'data', mountPath: '/data', ...part}]})],
    });
    const {body: answer} = await cluster.api(podsPath, {method: 'POST', body});
    expect(answer.message).toBe(`Pod "x" is invalid: spec.containers[0].volumeMounts.${why}`);
  });
});
