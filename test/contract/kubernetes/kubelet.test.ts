import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
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

interface Given {
  command?: string;
  image?: string;
  container?: object;
  spec?: object;
}

/** By name, the version in which each Pod came to be: a watch from there tells all that it has been since. */
const createdAt = new Map<string, string>();

async function createPod(
  name: string,
  {command, image = 'busybox:1.36', container = {}, spec = {}}: Given,
): Promise<void> {
  const main = {name: 'main', image, ...(command === undefined ? {} : {command: ['sh', '-c', command]}), ...container};
  const body = podManifest(name, {containers: [main], ...spec});
  const {status, text, body: created} = await cluster.api(podsPath, {method: 'POST', body});
  if (status !== 201) throw new Error(text);
  createdAt.set(name, created.metadata.resourceVersion);
}

function untilStatus(name: string, wanted: string): Promise<string[]> {
  return waitUntil(async () => {
    const {body} = await cluster.api(`${podsPath}/${name}`, {accept: tableType});
    const cells: string[] = body.rows[0].cells.map(String);
    return cells[2] === wanted ? cells : undefined;
  }, `${name} to be ${wanted}`);
}

/** All that the Pod has been since it was created, the states that last for a moment too. */
function historyOf(name: string, accept?: string): ReturnType<EmulatedCluster['watch']> {
  const query = `watch=true&resourceVersion=${createdAt.get(name)}&fieldSelector=metadata.name%3D${name}`;
  return cluster.watch(`${podsPath}?${query}`, accept);
}

/** Until it has been `wanted`: for what passes before anybody asks again. */
async function untilPassed(name: string, wanted: string): Promise<void> {
  for await (const {rows} of historyOf(name, tableType)) {
    if (rows[0].cells[2] === wanted) return;
  }
  throw new Error(`${name} was never ${wanted}`);
}

function untilRestarted(name: string, times: number): Promise<number> {
  return waitUntil(async () => {
    const {body} = await cluster.api(`${podsPath}/${name}`);
    const {restartCount = 0} = body.status.containerStatuses?.[0] ?? {};
    return restartCount >= times ? (restartCount as number) : undefined;
  }, `${name} to be restarted ${times} times`);
}

async function reasons(name: string): Promise<string[]> {
  const {body} = await cluster.api(`/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3D${name}`);
  return body.items.map((event: {reason: string}) => event.reason);
}

describe('the life of a Pod', () => {
  it('tells its events in order', async () => {
    await createPod('eventful', {image: 'nginx:1.18-alpine'});
    await untilStatus('eventful', 'Running');
    expect(await reasons('eventful')).toEqual(['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started']);
  });

  it('ends Completed or Error by the exit code when it is not to be restarted', async () => {
    await createPod('fine', {command: 'true', spec: {restartPolicy: 'Never'}});
    await createPod('bad', {command: 'exit 7', spec: {restartPolicy: 'Never'}});
    await untilStatus('fine', 'Completed');
    await untilStatus('bad', 'Error');
    const {body} = await cluster.api(`${podsPath}/bad`);
    expect(body.status).toMatchObject({
      phase: 'Failed',
      containerStatuses: [{state: {terminated: {exitCode: 7, reason: 'Error'}}}],
    });
  });

  it('backs off from an image that does not exist', async () => {
    await createPod('pulling', {image: 'no-such-image:1'});
    await untilPassed('pulling', 'ErrImagePull');
    await untilStatus('pulling', 'ImagePullBackOff');
    const {body} = await cluster.api(`${podsPath}/pulling/log`);
    expect(body.message).toBe(
      'container "main" in pod "pulling" is waiting to start: trying and failing to pull image',
    );
  });

  it.each([
    ['nginx', true],
    ['nginx:1.25.3-alpine3.18-slim', true],
    ['docker.io/library/busybox:stable-musl', true],
    ['nginx:no-such-tag', false],
    ['busybox:1.36-typo', false],
  ])('pulls %s: %s', async (image, isThere) => {
    const name = `pull-${image.replaceAll(/[^a-z0-9]+/g, '-')}`;
    await createPod(name, {image, container: {command: ['sleep', '1000']}});
    const seen = await waitUntil(async () => {
      const found = await reasons(name);
      return found.includes('Started') || found.includes('BackOff') ? found : undefined;
    }, 'the end of the pull');
    expect(seen.includes('Started')).toBe(isThere);
  });

  it('cannot start a program that does not exist', async () => {
    await createPod('absent', {container: {command: ['nope']}});
    await untilPassed('absent', 'RunContainerError');
    const {body} = await cluster.api(`${podsPath}/absent`);
    expect(body.status.containerStatuses[0].lastState.terminated).toMatchObject({reason: 'StartError', exitCode: 128});
    expect(body.status.containerStatuses[0].lastState.terminated.message).toContain(
      'exec: "nope": executable file not found in $PATH',
    );
  });

  it('stays in ContainerCreating while a directory of the node is missing', async () => {
    const volumes = [{name: 'v', hostPath: {path: '/not/there', type: 'Directory'}}];
    await createPod('mounting', {
      image: 'nginx',
      container: {volumeMounts: [{name: 'v', mountPath: '/v'}]},
      spec: {volumes},
    });
    await waitUntil(async () => ((await reasons('mounting')).includes('FailedMount') ? true : undefined), 'the event');
    expect((await untilStatus('mounting', 'ContainerCreating'))[1]).toBe('0/1');
    const {stdout} = await cluster.kubectl('events --for pod/mounting');
    expect(stdout).toContain('hostPath type check failed: /not/there is not a directory');
  });

  it('tells a container of itself, in variables and in files that follow its labels', async () => {
    const resource = (name: string, divisor?: string): object => ({
      resourceFieldRef: {containerName: 'main', resource: name, ...(divisor === undefined ? {} : {divisor})},
    });
    const field = (fieldPath: string): object => ({fieldRef: {fieldPath}});
    const items = [
      {path: 'labels', ...field('metadata.labels')},
      {path: 'of/name', ...field('metadata.name')},
      {path: 'cores', ...resource('limits.cpu')},
      {path: 'memory', ...resource('requests.memory', '1Mi')},
    ];
    const env = [
      {name: 'NODE', valueFrom: field('spec.nodeName')},
      {name: 'MILLICORES', valueFrom: resource('limits.cpu', '1m')},
      {name: 'OF_NODE', valueFrom: resource('limits.ephemeral-storage', '1Gi')},
      {name: 'BYTES', valueFrom: {resourceFieldRef: {resource: 'limits.memory'}}},
    ];
    const resources = {limits: {cpu: '250m', memory: '64Mi'}, requests: {memory: '1500Ki'}};
    const volumeMounts = [{name: 'told', mountPath: '/told'}];
    await createPod('told', {
      command: 'sleep 1000',
      container: {env, resources, volumeMounts},
      spec: {volumes: [{name: 'told', downwardAPI: {items}}]},
    });
    await untilStatus('told', 'Running');
    const printed = async (command: string): Promise<string> =>
      (await cluster.kubectl(`exec told -- ${command}`)).stdout.trim();
    const {body} = await cluster.api('/api/v1/nodes/node-1');
    expect(await printed('printenv NODE MILLICORES BYTES')).toBe(`node-1\n250\n${64 * 1024 ** 2}`);
    expect(body.status.allocatable['ephemeral-storage']).toBe(`${await printed('printenv OF_NODE')}Gi`);
    expect(await printed('cat /told/cores')).toBe('1');
    expect(await printed('cat /told/memory')).toBe('2');
    expect(await printed('cat /told/of/name')).toBe('told');
    expect(await printed('cat /told/labels')).toBe('app="told"');
    await cluster.kubectl('label pod told tier=front');
    await waitUntil(
      async () => ((await printed('cat /told/labels')) === 'app="told"\ntier="front"' ? true : undefined),
      'the label in the file',
    );
  });

  it('puts several sources into one folder, which follows each of them', async () => {
    const object = async (kind: string, body: object): Promise<void> => {
      const {status} = await cluster.api(`/api/v1/namespaces/default/${kind}`, {method: 'POST', body});
      expect(status).toBe(201);
    };
    const sources = [
      {configMap: {name: 'together', items: [{key: 'colour', path: 'of/colour'}]}},
      {secret: {name: 'together'}},
      {configMap: {name: 'nowhere', optional: true, items: [{key: 'a', path: 'a'}]}},
      {downwardAPI: {items: [{path: 'of/name', fieldRef: {fieldPath: 'metadata.name'}}]}},
    ];
    await createPod('together', {
      command: 'sleep 1000',
      container: {volumeMounts: [{name: 'all', mountPath: '/all'}]},
      spec: {volumes: [{name: 'all', projected: {sources}}]},
    });
    await waitUntil(async () => {
      const {stdout} = await cluster.kubectl('get events');
      return stdout.includes('MountVolume.SetUp failed for volume "all" : configmap "together" not found') || undefined;
    }, 'what is missing');
    await object('configmaps', {metadata: {name: 'together'}, data: {colour: 'blue', other: 'x'}});
    await object('secrets', {metadata: {name: 'together'}, stringData: {password: 'hidden'}});
    await untilStatus('together', 'Running');
    const printed = async (command: string): Promise<string> =>
      (await cluster.kubectl(`exec together -- ${command}`)).stdout.trim();
    expect(await printed('find /all -type f')).toBe('/all/of/colour\n/all/of/name\n/all/password');
    expect(await printed('cat /all/of/colour /all/password /all/of/name')).toBe('bluehiddentogether');
    await cluster.api('/api/v1/namespaces/default/secrets/together', {
      method: 'PATCH',
      body: {stringData: {password: 'seen'}},
      contentType: 'application/merge-patch+json',
    });
    await waitUntil(async () => ((await printed('cat /all/password')) === 'seen' ? true : undefined), 'the new value');
  });

  it('stays Pending when it fits on no node, and goes when one fits', async () => {
    await createPod('choosy', {image: 'nginx', spec: {nodeSelector: {disk: 'ssd'}}});
    await waitUntil(
      async () => ((await reasons('choosy')).includes('FailedScheduling') ? true : undefined),
      'the event',
    );
    const {body} = await cluster.api(`${podsPath}/choosy`);
    expect(body.status.conditions[0].message).toBe(
      "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    );
    await cluster.kubectl('label node node-1 disk=ssd');
    await untilStatus('choosy', 'Running');
  });

  it('is ready when its probe says so', async () => {
    const probe = (path: string): object => ({readinessProbe: {httpGet: {path, port: 80}, periodSeconds: 1}});
    await createPod('probed', {image: 'nginx', container: probe('/')});
    await createPod('unready', {image: 'nginx', container: probe('/nope')});
    await waitUntil(
      async () => ((await untilStatus('probed', 'Running'))[1] === '1/1' ? true : undefined),
      'readiness',
    );
    await waitUntil(async () => ((await reasons('unready')).includes('Unhealthy') ? true : undefined), 'the event');
    expect((await untilStatus('unready', 'Running'))[1]).toBe('0/1');
  });

  it('lets a shell that ignores SIGTERM live through its grace period, and ends one with a trap at once', async () => {
    await createPod('stubborn', {command: 'sleep 1000', spec: {terminationGracePeriodSeconds: 5}});
    await createPod('polite', {command: 'trap "exit 0" TERM; while true; do sleep 3600 & wait; done'});
    await untilStatus('stubborn', 'Running');
    await untilStatus('polite', 'Running');
    const endOf = async (name: string): Promise<object> => {
      await cluster.api(`${podsPath}/${name}`, {method: 'DELETE'});
      for await (const {status} of historyOf(name)) {
        const {terminated} = status.containerStatuses?.[0].state ?? {};
        if (terminated !== undefined) return terminated;
      }
      throw new Error(`${name} did not end`);
    };
    expect(await endOf('stubborn')).toMatchObject({exitCode: 137, reason: 'Error'});
    expect(await endOf('polite')).toMatchObject({exitCode: 0, reason: 'Completed'});
  });

  it('tells how its containers ended before it goes', async () => {
    await createPod('leaving', {image: 'nginx'});
    await untilStatus('leaving', 'Running');
    const {stdout} = await cluster.kubectl(
      'get pods --watch --output-watch-events --field-selector=metadata.name=leaving',
      {
        // the whole line: what is printed comes in pieces
        until: /DELETED.*\n/,
        onFirstOutput: () => cluster.api(`${podsPath}/leaving`, {method: 'DELETE'}),
      },
    );
    const lines = stdout.trim().split('\n').slice(1);
    const seen = lines.map((line) => line.split(/\s+/).slice(0, 4).join(' '));
    expect(seen.filter((line, at) => line !== seen[at - 1])).toEqual([
      'ADDED leaving 1/1 Running',
      'MODIFIED leaving 1/1 Terminating',
      'MODIFIED leaving 0/1 Completed',
      'DELETED leaving 0/1 Completed',
    ]);
  });
});

describe('a container that ends again and again', () => {
  const longestMinutes = 30;

  /** The statuses of a Pod, with the restarts counted by then, while minutes pass, until one is `last`. */
  async function watchedUntil(name: string, last: string): Promise<string[]> {
    const lines: string[] = [];
    for (let second = 0; second < longestMinutes * 60; second += 5) {
      await cluster.api('/_emulator/clock', {method: 'POST', body: {advanceMs: 500}});
      const {body} = await cluster.api(`${podsPath}/${name}`, {accept: tableType});
      const [, , status, restarts] = body.rows[0].cells.map(String);
      lines.push(`${status} ${restarts.split(' ')[0]}`);
      if (status === last) return lines;
    }
    throw new Error(`it was never ${last}: ${lines.join(', ')}`);
  }

  it.each([
    ['Completed', 'exit 0', {}],
    ['Error', 'exit 1', {}],
    ['Error', 'exit 1', {restartPolicy: 'OnFailure'}],
  ])(
    'stays %s through the first waits of %s, and is in CrashLoopBackOff after some minutes',
    async (word, command, spec) => {
      const name = `loop-${word.toLowerCase()}-${Object.keys(spec).length}`;
      await createPod(name, {command, spec});
      await untilPassed(name, word);
      const lines = await watchedUntil(name, 'CrashLoopBackOff');
      expect(lines.at(-1)).toMatch(/ [4-9]$/);
      expect(lines).toContain(`${word} 3`);
      const {body} = await cluster.api(`${podsPath}/${name}`);
      expect(body.status.phase).toBe('Running');
      expect(await reasons(name)).toContain('BackOff');
    },
  );

  it('shows the same of its init containers', async () => {
    const initContainers = [{name: 'first', image: 'busybox', command: ['false']}];
    await createPod('init-loop', {command: 'sleep 1000', spec: {initContainers}});
    await untilPassed('init-loop', 'Init:Error');
    const lines = await watchedUntil('init-loop', 'Init:CrashLoopBackOff');
    expect(lines.at(-1)).toMatch(/ [4-9]$/);
    expect(lines).toContain('Init:Error 3');
  });
});

describe('files', () => {
  it('are shared through volumes, and a read-only mount refuses to be written', async () => {
    await cluster.api('/api/v1/namespaces/default/configmaps', {
      method: 'POST',
      body: {metadata: {name: 'settings'}, data: {colour: 'green'}},
    });
    const volumes = [
      {name: 'shared', emptyDir: {}},
      {name: 'settings', configMap: {name: 'settings'}},
    ];
    const mounts = (readOnly: boolean): object[] => [
      {name: 'shared', mountPath: '/shared', readOnly},
      {name: 'settings', mountPath: '/settings'},
    ];
    const containers = [
      {
        name: 'writer',
        image: 'busybox',
        command: ['sh', '-c', 'echo hello > /shared/note; sleep 1000'],
        volumeMounts: mounts(false),
      },
      {name: 'reader', image: 'busybox', command: ['sleep', '1000'], volumeMounts: mounts(true)},
    ];
    await createPod('sharing', {spec: {containers, volumes}});
    await untilStatus('sharing', 'Running');
    const {stdout} = await cluster.kubectl('exec sharing -c reader -- cat /shared/note /settings/colour');
    expect(stdout).toBe('hello\ngreen');
    const refused = await cluster.kubectl("exec sharing -c reader -- sh -c 'echo x > /shared/note'");
    expect(refused.stderr.toLowerCase()).toContain('read-only file system');
    expect(refused.code).not.toBe(0);
    const {body} = await cluster.api(`${podsPath}/sharing/log`);
    expect(body.message).toBe('a container name must be specified for pod sharing, choose one of: [writer reader]');
  });

  it('cannot be reached outside of a mount by a planted link', async () => {
    const volumes = [{name: 'v', hostPath: {path: '/planted', type: 'DirectoryOrCreate'}}];
    await createPod('planter', {
      command: 'ln -s /etc/hostname /v/link; sleep 1000',
      container: {volumeMounts: [{name: 'v', mountPath: '/v'}]},
      spec: {volumes},
    });
    await untilStatus('planter', 'Running');
    // The node has a file of that name too, which says `node-1`.
    expect((await cluster.kubectl('exec planter -- cat /v/link')).stdout).toBe('planter\n');
  });
});

describe('a command in a container', () => {
  it('cannot write what comes from the API, and is told so in the words of busybox', async () => {
    await cluster.kubectl('create configmap settings --from-literal=colour=blue');
    await createPod('reads', {
      image: 'busybox',
      container: {command: ['sleep', '1000'], volumeMounts: [{name: 'v', mountPath: '/v'}]},
      spec: {volumes: [{name: 'v', configMap: {name: 'settings'}}]},
    });
    await untilStatus('reads', 'Running');
    const touched = await cluster.kubectl('exec reads -- touch /v/new');
    expect(touched.code).toBe(1);
    expect(touched.stderr).toContain('touch: /v/new: Read-only file system');
    const missing = await cluster.kubectl('exec reads -- cat /none');
    expect(missing.stderr).toContain("cat: can't open '/none': No such file or directory");
  });

  it('sees a ConfigMap that was changed in its files, and not in its variables', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    await cluster.api(path, {method: 'POST', body: {metadata: {name: 'greeting'}, data: {text: 'hello'}}});
    await createPod('greets', {
      image: 'busybox',
      container: {
        command: ['sleep', '1000'],
        envFrom: [{configMapRef: {name: 'greeting'}}],
        volumeMounts: [{name: 'v', mountPath: '/v'}],
      },
      spec: {volumes: [{name: 'v', configMap: {name: 'greeting'}}]},
    });
    await untilStatus('greets', 'Running');
    const contentType = 'application/merge-patch+json';
    await cluster.api(`${path}/greeting`, {method: 'PATCH', contentType, body: {data: {text: 'good morning'}}});
    await waitUntil(async () => {
      const {stdout} = await cluster.kubectl('exec greets -- cat /v/text');
      return stdout === 'good morning' ? true : undefined;
    }, 'the file to be new');
    expect((await cluster.kubectl('exec greets -- env')).stdout).toContain('text=hello\n');
  });

  it('sees the variables of the container, and not those of a shell', async () => {
    await createPod('coloured', {
      image: 'busybox',
      container: {command: ['sleep', '1000'], env: [{name: 'COLOUR', value: 'blue'}]},
    });
    await untilStatus('coloured', 'Running');
    const lines = (await cluster.kubectl('exec coloured -- env')).stdout.trim().split('\n');
    const names = new Set(lines.map((line) => line.split('=')[0]));
    expect(names).toEqual(new Set(['COLOUR', 'HOME', 'HOSTNAME', 'PATH']));
  });

  it('ends itself with a signal, and the first program with one that it heeds', async () => {
    await createPod('killed', {image: 'nginx'});
    await untilStatus('killed', 'Running');
    expect((await cluster.kubectl("exec killed -- sh -c 'kill -9 $$'")).code).toBe(137);
    expect((await cluster.kubectl('exec killed -- kill 99')).stderr).toContain("can't kill pid 99: No such process");
    await cluster.kubectl('exec killed -- kill -9 1');
    expect((await cluster.api(`${podsPath}/killed`)).body.status.containerStatuses[0].restartCount).toBe(0);
    await cluster.kubectl('exec killed -- kill 1');
    await waitUntil(async () => {
      const {body} = await cluster.api(`${podsPath}/killed`);
      return body.status.containerStatuses[0].restartCount === 1 ? true : undefined;
    }, 'the restart');
  });
});

describe('the network files of a container', () => {
  it('name the Pod, its address and where names are looked up', async () => {
    const spec = {hostAliases: [{ip: '1.2.3.4', hostnames: ['foo', 'bar']}]};
    await createPod('named', {command: 'sleep 1000', spec});
    await untilStatus('named', 'Running');
    const ip = (await cluster.api(`${podsPath}/named`)).body.status.podIP;
    const read = async (file: string): Promise<string> =>
      (await cluster.kubectl(`exec named -- cat /etc/${file}`)).stdout;
    expect(await read('hostname')).toBe('named\n');
    const hosts = await read('hosts');
    expect(hosts.startsWith('# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n')).toBe(true);
    expect(hosts.endsWith(`\n${ip}\tnamed\n\n# Entries added by HostAliases.\n1.2.3.4\tfoo\tbar\n`)).toBe(true);
    expect(await read('resolv.conf')).toBe(
      'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    );
  });

  it('are copied out and in, in archives', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copied-'));
    try {
      await cluster.kubectl(`cp named:/etc/hostname ${folder}/hostname`);
      expect(await readFile(`${folder}/hostname`, 'utf8')).toBe('named\n');
      await writeFile(`${folder}/own`, 'ä line\n');
      await cluster.kubectl(`cp ${folder}/own named:/tmp`);
      await cluster.kubectl(`cp ${folder} named:/tmp/all`);
      expect((await cluster.kubectl('exec named -- cat /tmp/own /tmp/all/hostname')).stdout).toBe('ä line\nnamed\n');
      expect((await cluster.kubectl('exec named -- tar cf /tmp/none /nope')).stderr).toContain(
        'tar: /nope: No such file or directory',
      );
      expect((await cluster.kubectl(`cp ${folder}/own named:/nope/own`)).stderr).toContain(
        "tar: can't change directory to '/nope': No such file or directory",
      );
    } finally {
      await rm(folder, {recursive: true});
    }
  });
});

describe('logs', () => {
  it('come while the container runs, and can be followed', async () => {
    await createPod('ticking', {command: 'i=0; while true; do i=$((i+1)); echo tick $i; sleep 1; done'});
    await untilStatus('ticking', 'Running');
    const {stdout} = await cluster.kubectl('logs ticking -f', {until: /tick 3.*\n/});
    expect(stdout).toMatch(/^tick 1\ntick 2\n/);
    const {stdout: last} = await cluster.kubectl('logs ticking --tail=1 --timestamps');
    expect(last).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z tick \d+\n$/);
  });

  it('of the run before are kept', async () => {
    await createPod('crashing', {command: 'echo about to fail; exit 1'});
    const early = await waitUntil(async () => {
      const answer = await cluster.api(`${podsPath}/crashing/log?previous=true`);
      return answer.status === 204 ? undefined : answer;
    }, 'a node');
    expect(early.body.message).toBe('previous terminated container "main" in pod "crashing" not found');
    await untilRestarted('crashing', 1);
    expect((await cluster.kubectl('logs crashing --previous')).stdout).toBe('about to fail\n');
  });
});
