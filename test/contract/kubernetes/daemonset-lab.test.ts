import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {writeLabFiles} from './lab-files.ts';

let cluster: EmulatedCluster;

beforeAll(async () => {
  cluster = await startCluster({nodes: ['node-1']});
  await writeLabFiles(cluster.directory);
});

afterAll(async () => {
  await cluster.close();
});

async function kubectl(line: string): Promise<string> {
  const {code, stdout, stderr} = await cluster.kubectl(line);
  const complaint = stderr.replaceAll(/^(Defaulted container|Warning: v1 Endpoints is deprecated).*\n/gm, '');
  expect({line, code, complaint}).toEqual({line, code: 0, complaint: ''});
  return stdout;
}

/** Waits until the one nginx Pod shows this status, and returns its name. */
function podWith(status: string): Promise<string> {
  return waitUntil(async () => {
    const lines = (await kubectl('get pods -l app=nginx --no-headers')).trim().split('\n');
    const [name, , shown] = lines.length === 1 ? (lines[0] ?? '').split(/\s+/) : [];
    return shown === status ? name : undefined;
  }, `a Pod that is ${status}`);
}

/** Every line that a watch shows from an action until `last` is seen, as `NAME READY STATUS RESTARTS`, repeated ones once. */
async function statusesDuring(action: () => Promise<unknown>, last: RegExp): Promise<string[]> {
  const {stdout} = await cluster.kubectl('get pods -l app=nginx --watch --no-headers', {
    until: last,
    onFirstOutput: action,
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/).slice(0, 4).join(' '));
  return lines.filter((line, at) => line !== lines[at - 1]);
}

describe('the DaemonSet lab, typed into the real kubectl', () => {
  it('creates the DaemonSet and its Services', async () => {
    const output = await kubectl('apply -f nginx');
    expect(output).toContain('daemonset.apps/nginx created');
    expect(output).toContain('service/nginx-np created');
    await podWith('Running');
    const set = await kubectl('get daemonset');
    expect(set.split('\n')[0]?.split(/\s{2,}/)).toEqual([
      'NAME',
      'DESIRED',
      'CURRENT',
      'READY',
      'UP-TO-DATE',
      'AVAILABLE',
      'NODE SELECTOR',
      'AGE',
    ]);
    expect(set.split('\n')[1]).toMatch(/^nginx\s+1\s+1\s+1\s+1\s+1\s+<none>\s+\d+s$/);
  });

  it('lists the Pod address behind the Service, which serves the standard page', async () => {
    const pod = await kubectl('get po -l app=nginx -o wide --no-headers');
    const ip = pod.split(/\s+/)[5] ?? '';
    expect(ip).toMatch(/^10\.244\.\d+\.\d+$/);
    const endpoints = await waitUntil(async () => {
      const text = await kubectl('get endpoints nginx-np --no-headers');
      return text.includes(ip) ? text : undefined;
    }, 'the endpoint');
    expect(endpoints).toContain(`${ip}:80`);
    expect(await kubectl('get --raw /api/v1/namespaces/default/services/nginx-np:8010/proxy/')).toContain(
      'Welcome to nginx!',
    );
    expect(await kubectl('get svc nginx-np --no-headers')).toContain('8010:30010/TCP');
  });

  it('writes its logs to the node, so that kubectl logs has nothing to show', async () => {
    expect(await kubectl('exec daemonset/nginx -- ls /var/log/nginx')).toBe('access.log\nerror.log\n');
    expect(await kubectl('exec daemonset/nginx -- cat /var/log/nginx/access.log')).toMatch(
      /^10\.244\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/ HTTP\/1\.1" 200 612 "-" "kubectl\S* .*" "-"\n$/,
    );
    expect(await kubectl('logs -l app=nginx')).toBe('');
  });

  it('ends the old Pod before it makes the new one on a bad update, which fails again and again', async () => {
    const old = await podWith('Running');
    const lines = await statusesDuring(() => kubectl('apply -f update-bad'), /Completed +[1-9]/);
    const statusesOf = (isOld: boolean): string[] =>
      lines.filter((line) => line.startsWith(old) === isOld).map((line) => line.replace(/^\S+ /, ''));
    expect([...new Set(statusesOf(true))]).toEqual(['1/1 Running 0', '1/1 Terminating 0', '0/1 Completed 0']);
    expect([...new Set(statusesOf(false))]).toEqual([
      '0/1 Pending 0',
      '0/1 ContainerCreating 0',
      '0/1 Completed 0',
      '0/1 Completed 1',
    ]);
    const end = lines.findIndex((line) => line.startsWith(old) && line.includes('Completed'));
    const start = lines.findIndex((line) => !line.startsWith(old));
    expect(start).toBeGreaterThan(end);
    await podWith('Completed');
    const failed = await cluster.kubectl('get --raw /api/v1/namespaces/default/services/nginx-np:8010/proxy/');
    expect(failed.stderr).toContain('no endpoints available for service "nginx-np"');
  });

  it('shows the init phases of the good update and serves the page that the init container wrote', async () => {
    const lines = await statusesDuring(() => kubectl('apply -f update-good'), /PodInitializing[^]*Running/);
    const statuses = lines.map((line) => line.replace(/^\S+ /, ''));
    const phases = ['0/1 Init:0/1 0', '0/1 PodInitializing 0', '1/1 Running 0'];
    expect(statuses.filter((status) => phases.includes(status))).toEqual(phases);
    expect(await kubectl('exec daemonset/nginx -- cat /usr/share/nginx/html/index.html')).toBe('written by init\n');
    expect(await kubectl('get --raw /api/v1/namespaces/default/services/nginx-np:8010/proxy/')).toBe(
      'written by init\n',
    );
  });

  it('removes the Pod when no node matches, and starts one when a node is labelled', async () => {
    await kubectl('apply -f update-subset');
    await waitUntil(
      async () => ((await cluster.kubectl('get pods -l app=nginx')).stdout === '' ? true : undefined),
      'no Pod',
    );
    expect(await kubectl('get ds nginx --no-headers')).toMatch(
      /^nginx\s+0\s+0\s+0\s+0\s+0\s+kubernetes\.courselabs\.co\.ip=public/,
    );
    const [, , node] = (await kubectl('get nodes -o name')).split(/(\/)/);
    await kubectl(`label node ${(node ?? '').trim()} kubernetes.courselabs.co.ip=public`);
    await podWith('Running');
  });

  it('leaves Pods alone under OnDelete until they are deleted by hand', async () => {
    const old = await podWith('Running');
    await kubectl('apply -f on-delete.yaml');
    await waitUntil(async () => {
      const generation = await kubectl(
        "get ds nginx -o jsonpath='{.status.observedGeneration}={.metadata.generation}'",
      );
      const [observed, current] = generation.replaceAll("'", '').split('=');
      return observed === current ? true : undefined;
    }, 'the controller');
    expect(await podWith('Running')).toBe(old);
    await kubectl(`delete pod ${old}`);
    expect(await podWith('Running')).not.toBe(old);
    expect(await kubectl('exec daemonset/nginx -- cat /usr/share/nginx/html/index.html')).toBe('on delete\n');
  });

  it('keeps the history of templates for rollout history and undo', async () => {
    expect(await kubectl('rollout history daemonset/nginx')).toMatch(/REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2 /);
    const {stderr, code} = await cluster.kubectl('rollout status daemonset/nginx');
    expect(code).toBe(1);
    expect(stderr).toContain('rollout status is only available for RollingUpdate strategy type');
  });

  it('shares the node with a Pod that follows by affinity', async () => {
    await kubectl('apply -f sleep.yaml');
    await waitUntil(
      async () => ((await kubectl('get pod sleep --no-headers')).includes('Running') ? true : undefined),
      'sleep',
    );
    expect(await kubectl('exec pod/sleep -- ls /node-root/volumes/nginx-logs')).toBe('access.log\nerror.log\n');
    const long = await kubectl('exec pod/sleep -- ls -l /node-root/volumes/nginx-logs');
    expect(long).toMatch(/-rw-r--r--\s+1 root\s+root\s+\d+ .* access\.log\n/);
  });

  it('keeps the Pod when the DaemonSet is deleted with cascade orphan', async () => {
    const pod = await podWith('Running');
    await kubectl('delete ds nginx --cascade=orphan');
    expect(await podWith('Running')).toBe(pod);
    expect((await cluster.kubectl('exec daemonset/nginx -- ls')).code).toBe(1);
    await kubectl('apply -f on-delete.yaml');
    await waitUntil(
      async () => ((await kubectl('get ds nginx --no-headers')).match(/^nginx\s+1\s+1\s+1/) ? true : undefined),
      'adoption',
    );
    expect(await podWith('Running')).toBe(pod);
  });

  it('cleans up by label', async () => {
    await kubectl('delete svc,ds,po -l kubernetes.courselabs.co=daemonsets --grace-period=1');
    const rest = await cluster.kubectl('get all');
    expect(rest.stdout).not.toContain('nginx');
  });
});
