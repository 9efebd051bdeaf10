import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {namespace} from '#test/support/sandbox-fixture.ts';
import {configMap, startBesideKubectl, type BesideKubectl} from './beside-kubectl.ts';

let beside: BesideKubectl;
const ours: BesideKubectl['ours'] = async (...given) => beside.ours(...given);
beforeAll(async () => {
  beside = await startBesideKubectl();
  await beside.write('specs/app.yaml', 'colour: blue\n# and a comment\n');
  await beside.write('specs/two.yaml', configMap('filed', 'a: b') + '---\n' + configMap('second', '10: x, 9: z'));
  await beside.write('specs/third.yaml', configMap('third', 'a: b'));
});
afterAll(async () => beside?.close());

const kubectl: BesideKubectl['cluster']['kubectl'] = async (...given) => beside.cluster.kubectl(...given);
async function compare(line: string): Promise<void> {
  const both = await beside.tried(line);
  expect(both.ours).toEqual(both.theirs);
}

describe('what lines make in a cluster', () => {
  const ofKind = (kind: string, name: string) =>
    beside.cluster.api(`/${kind === 'deployments' ? 'apis/apps' : 'api'}/v1/namespaces/${namespace}/${kind}/${name}`);
  /** What the sandbox adds of its own, and what the cluster gives out. */
  const addedLater = new Set([
    'affinity',
    'automountServiceAccountToken',
    'clusterIP',
    'clusterIPs',
    'nodeName',
    'nodePort',
  ]);
  const done = (text: string, more: object = {}) => ({kind: 'done', text, ...more});

  test.each([
    ['deployments', 'create deployment NAME --image=busybox:1.36 --replicas=2 --port=80 -- sleep 9'],
    ['services', 'create service clusterip NAME --tcp=80:8080 --tcp=443'],
    ['services', 'create service nodeport NAME --tcp=80'],
    ['configmaps', 'create configmap NAME --from-file=specs/app.yaml --from-literal=a=b'],
    ['pods', 'run NAME --image=nginx:1.18-alpine --port=80 --env=A=b --labels=a=b'],
  ])('of the kind %s is what kubectl makes: %s', async (kind, line) => {
    const name = `made-${line.length}`;
    const {stdout} = await kubectl(line.replaceAll('NAME', `${name}-k`));
    const outcome = await ours(line.replaceAll('NAME', `${name}-o`));
    expect(outcome).toEqual(done(stdout.replaceAll('-k', '-o').trimEnd(), {notes: [], card: {}}));
    const bare = async (suffix: string) => {
      const {body} = await ofKind(kind, name + suffix);
      const {labels} = body.metadata;
      return JSON.parse(
        JSON.stringify({labels, spec: body.spec, data: body.data}, (key, value: unknown) =>
          addedLater.has(key) ? undefined : value,
        ).replaceAll(name + suffix, 'NAME'),
      );
    };
    expect(await bare('-o')).toEqual(await bare('-k'));
  });

  test('is refused in kubectl’s words when it is there', async () => {
    for (const line of [
      'create deployment twice --image=nginx:1.18-alpine',
      'create configmap twice --from-literal=a=b',
      'create service clusterip twice --tcp=80',
      'run twice --image=nginx:1.18-alpine',
      'expose deployment twice --port=80 --name=twice',
      'create -f specs/two.yaml',
    ]) {
      await kubectl(line);
      const {stderr} = await kubectl(line);
      expect(stderr).toContain('already exists');
      expect(await ours(line)).toMatchObject({
        kind: 'failed',
        code: 'AlreadyExists',
        message: stderr.trimEnd(),
        text: '',
      });
    }
    expect(await ours('create -f specs/two.yaml -f specs/third.yaml')).toMatchObject({
      kind: 'failed',
      text: 'configmap/third created',
      card: {},
    });
  });

  test('of files is tried as kubectl tries it', async () => {
    for (const output of ['', ' -o yaml', ' -o json', ' -o name']) await compare(`create -f specs/two.yaml${output}`);
    const tried = await ours('create -f specs/third.yaml --dry-run=server');
    expect(tried).toMatchObject({kind: 'failed', code: 'AlreadyExists'});
  });

  test('of an object is what kubectl exposes', async () => {
    await kubectl('create deployment shown --image=nginx:1.18-alpine --port=8080');
    await kubectl('run lone --image=nginx:1.18-alpine --port=80 --expose');
    const ports = [{containerPort: 53, protocol: 'UDP'}, {containerPort: 53, protocol: 'TCP'}, {containerPort: 80}];
    await beside.cluster.api(`/api/v1/namespaces/${namespace}/pods`, {
      method: 'POST',
      body: {
        metadata: {name: 'many', labels: {b: '1', a: '2'}},
        spec: {containers: [{name: 'main', image: 'nginx:1.18-alpine', ports}]},
      },
    });
    for (const line of [
      'expose deployment shown',
      'expose deployment/shown -o yaml',
      'expose deploy shown --port=80 --target-port=8080 --type=NodePort --name=other -o yaml',
      'expose deploy shown --port=80,81 --target-port=http --protocol=UDP -o yaml',
      'expose deploy shown --selector=a=b,c=d -l x=y --session-affinity=ClientIP -o yaml',
      'expose deploy shown --cluster-ip=None -o yaml',
      'expose pod lone --name=second -o json',
      'expose svc lone --port=81 --name=third -o yaml',
      'expose pod many -o yaml',
      'expose pod many --port=53 -o yaml',
    ]) {
      await compare(line);
    }
    const {stderr} = await kubectl('expose deployment nothing');
    expect(await ours('expose deployment nothing --port=80')).toMatchObject({
      kind: 'failed',
      message: stderr.trimEnd(),
    });
    expect(await ours('expose deployment shown --port=80')).toEqual(
      done('service/shown exposed', {notes: [], card: {}}),
    );
  });

  test('of an object is printed with the namespace that -n says, as kubectl prints it', async () => {
    // what -n default is here is another namespace of the cluster
    for (const flag of ['', ' -n default']) {
      await kubectl(`create deployment placed --image=nginx:1.18-alpine --port=8080${flag}`);
      for (const output of ['', ' -o yaml', ' -o json', ' -o name']) {
        await compare(`expose deployment placed${flag}${output}`);
      }
    }
    // kubectl has it since it makes autoscalers of autoscaling/v2, which the one that is asked here may not do yet
    expect(await ours('autoscale deployment placed --max=3 --dry-run=client -n default -o yaml')).toMatchObject({
      text: expect.stringContaining(
        'metadata:\n  creationTimestamp: null\n  name: placed\n  namespace: default\nspec:',
      ),
    });
  });

  test('is changed in its variables and resources as kubectl changes it', async () => {
    await kubectl('create deployment set-k --image=nginx:1.18-alpine');
    await ours('create deployment set-o --image=nginx:1.18-alpine');
    await kubectl('create configmap source --from-literal=a.b=1 --from-literal=c=2');
    for (const change of [
      'env deployment/NAME A=b C= D=e=f',
      'env deployment/NAME A- C=x G=h',
      'env deployment NAME --from=configmap/source --prefix=P_',
      'env deployment/NAME --list',
      "resources deployment/NAME --limits=cpu=200m,memory=64Mi --requests=cpu=100m '-c=n*x'",
      'resources deployment/NAME --limits=memory=32Mi',
      'image deployment/NAME nginx=busybox:1.36',
      'env deployment/NAME LATER=1 --dry-run=client',
      'env deployment/NAME LATER=1 --dry-run=server',
      'env deployment/NAME LATER=1 --dry-run=server -o name',
    ]) {
      const {stdout, stderr} = await kubectl(`set ${change.replaceAll('NAME', 'set-k')}`);
      expect(stderr).not.toContain('error');
      const outcome = await ours(`set ${change.replaceAll('NAME', 'set-o')}`);
      const sorted = (text: string) =>
        text
          .replaceAll(/set-[ko]/gu, 'NAME')
          .trimEnd()
          .split('\n')
          .sort();
      expect({change, lines: 'text' in outcome ? sorted(outcome.text ?? '') : outcome}).toEqual({
        change,
        lines: sorted(stdout),
      });
    }
    const containers = async (name: string) => (await ofKind('deployments', name)).body.spec.template.spec.containers;
    const byName = ({env, ...rest}: {env: {name: string}[]}) => ({
      ...rest,
      env: env.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    });
    expect((await containers('set-o')).map(byName)).toEqual((await containers('set-k')).map(byName));
    expect(await ours('set env deployment/set-o G=h')).toMatchObject(done('deployment.apps/set-o has that already'));
  });

  test('is tried by apply as kubectl tries it', async () => {
    const write = async (data: string) => {
      for (const name of ['tried-k', 'tried-o']) {
        await beside.write(`specs/${name}.yaml`, configMap(name, data));
      }
    };
    const tryBoth = async () => {
      for (const trialOf of ['client', 'server', 'server -o name']) {
        const line = `apply -f specs/NAME.yaml --dry-run=${trialOf}`;
        const {stdout} = await kubectl(line.replace('NAME', 'tried-k'));
        const outcome = await ours(line.replace('NAME', 'tried-o'));
        expect({line, outcome}).toEqual({line, outcome: done(stdout.trimEnd().replace('-k', '-o'), {notes: []})});
      }
    };
    await write('a: b');
    await tryBoth();
    expect((await ofKind('configmaps', 'tried-o')).status).toBe(404);
    await kubectl('apply -f specs/tried-k.yaml');
    await ours('apply -f specs/tried-o.yaml');
    await tryBoth();
    await write('a: c');
    await tryBoth();
    expect((await ofKind('configmaps', 'tried-o')).body.data).toEqual({a: 'b'});
  });
});
