import {execFile} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage} from 'node:http';
import {Agent, request} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';
import {type ResourceTypeName, resourceTypeNameSchema, resourceTypes} from '#src/kinds/resource-types.ts';
import {type JsonObject, printJson, printYaml} from '#src/views/table/print-objects.ts';
import {noResourcesFound, printNames, printTables} from '#src/views/table/print-table.ts';
import {tableSchema} from '#src/views/table/table.ts';
import {yardstickKubectl} from '#test/support/kubectl-binary.ts';

const readyWithinMs = 60_000;
const run = promisify(execFile);
const namespace = `table-printer-${randomBytes(4).toString('hex')}`;

const kubeconfigSchema = z.object({
  clusters: z
    .array(z.object({cluster: z.object({server: z.string(), 'certificate-authority-data': z.string().optional()})}))
    .min(1),
  users: z.array(z.object({user: z.object({token: z.string()})})).min(1),
});

/** The versions in which a server has what older ones have otherwise. */
interface Versions {
  readonly cronJobs: string;
  readonly budgets: string;
}

const manifestsFor = ({cronJobs, budgets}: Versions): string => `
apiVersion: v1
kind: Secret
metadata: {name: keys}
stringData: {password: secret}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  suspend: true
  template: {spec: {restartPolicy: Never, containers: [{name: nginx, image: "nginx:1.18-alpine", command: [sleep, "600"]}]}}
---
apiVersion: ${cronJobs}
kind: CronJob
metadata: {name: seldom, labels: {course: tables}}
spec:
  schedule: "0 0 29 2 *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: nginx, image: "nginx:1.18-alpine"}]}}}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: nginx, labels: {course: tables}}
spec:
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx, tier: web}}
    spec:
      containers:
      - {name: nginx, image: "nginx:1.18-alpine", env: [{name: PAGE, value: "${'a long text: '.repeat(12)}"}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {course: tables}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: "nginx:1.18-alpine"}]}
---
apiVersion: v1
kind: Service
metadata: {name: nginx-np, labels: {course: tables}, annotations: {note: "yes", page: "one\\ntwo\\n"}}
spec: {type: NodePort, selector: {app: nginx}, ports: [{port: 8010, targetPort: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, labels: {course: tables}}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: nginx, image: "nginx:1.18-alpine", volumeMounts: [{name: data, mountPath: /data}]}]}
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 2, targetCPUUtilizationPercentage: 80}
---
apiVersion: ${budgets}
kind: PodDisruptionBudget
metadata: {name: web, labels: {course: tables}}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: room, labels: {course: tables}}
spec: {hard: {pods: "50", requests.cpu: "8", limits.memory: 8Gi}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: sizes, labels: {course: tables}}
spec: {limits: [{type: Container, defaultRequest: {cpu: 10m, memory: 16Mi}, default: {memory: 128Mi}}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, labels: {course: tables}}
spec: {podSelector: {}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: some}
spec: {podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: NotIn, values: [b, a]}]}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: one, labels: {course: tables}}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}, tls: [{hosts: [web.local]}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: several}
spec: {ingressClassName: none, rules: [{host: a.local}, {}, {host: b.local}, {host: '*.c.local'}, {}, {host: d.local}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: robot, labels: {course: tables}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reads, labels: {course: tables}}
rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reads}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reads}
subjects: [{kind: ServiceAccount, name: robot}, {kind: User, name: ada, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: v1
kind: Service
metadata: {name: nginx-lb}
spec: {type: LoadBalancer, selector: {app: nginx}, ports: [{port: 8011, targetPort: 80}]}
`;

interface Recorded {
  readonly path: string;
  readonly body: string;
}

/** Passes requests on to the API server as administrator, and keeps its answers to lists and objects, in order. */
async function startRecordingProxy(kubeconfigPath: string) {
  const kubeconfig = kubeconfigSchema.parse(parse(await readFile(kubeconfigPath, 'utf8')));
  const [cluster] = kubeconfig.clusters;
  const [user] = kubeconfig.users;
  const server = new URL(cluster?.cluster.server ?? '');
  const authority = cluster?.cluster['certificate-authority-data'];
  const agent = new Agent({
    keepAlive: true,
    ...(authority === undefined ? {} : {ca: Buffer.from(authority, 'base64')}),
  });
  let recorded: Recorded[] = [];

  const proxy = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const {host: _host, 'accept-encoding': _encoding, ...headers} = incoming.headers;
    const upstream = request(
      new URL(path, server),
      {agent, method: incoming.method, headers: {...headers, authorization: `Bearer ${user?.user.token ?? ''}`}},
      (answer: IncomingMessage) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks);
          if (answer.statusCode === 200 && isOfResource(path)) recorded.push({path, body: body.toString('utf8')});
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
        });
      },
    );
    upstream.on('error', (error) => outgoing.writeHead(502).end(error.message));
    incoming.pipe(upstream);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const {port} = proxy.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    takeRecorded: () => {
      const taken = recorded;
      recorded = [];
      return taken;
    },
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

function isOfResource(path: string): boolean {
  return typeOf(path) !== undefined;
}

/** The type that a request is about; undefined for discovery and types that Labrador has no name for. */
function typeOf(path: string): ResourceTypeName | undefined {
  const segments = new URL(path, 'http://proxy').pathname.split('/').slice(1);
  const inGroup = segments[0] === 'api' ? segments.slice(2) : segments.slice(3);
  const resource = inGroup[0] === 'namespaces' && inGroup.length > 2 ? inGroup[2] : inGroup[0];
  return resourceTypeNameSchema.safeParse(resource).data;
}

describe('the table printer', () => {
  let proxy: Awaited<ReturnType<typeof startRecordingProxy>>;
  let folder: string;
  const cleanups: (() => Promise<unknown>)[] = [];

  let program: string;
  const kubectl = (...args: readonly string[]) => run(program, ['--kubeconfig', join(folder, 'config'), ...args]);
  const admin = (...args: readonly string[]) =>
    run(program, ['--kubeconfig', z.string().parse(process.env['TEST_KUBECONFIG']), ...args]);

  const tablesOf = (recorded: readonly Recorded[]) =>
    recorded.flatMap(({path, body}) => {
      const type = typeOf(path);
      return type === undefined ? [] : [{type, table: tableSchema.parse(JSON.parse(body))}];
    });

  beforeAll(async () => {
    const kubeconfig = process.env['TEST_KUBECONFIG'];
    if (kubeconfig === undefined || kubeconfig === '') {
      throw new Error('TEST_KUBECONFIG must name the kubeconfig of a cluster to test against');
    }
    program = (await yardstickKubectl()).path;
    folder = await mkdtemp(join(tmpdir(), 'table-printer-'));
    cleanups.push(() => rm(folder, {recursive: true}));
    proxy = await startRecordingProxy(kubeconfig);
    cleanups.push(() => proxy.close());
    const context = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{name: 'recorded', cluster: {server: proxy.url}}],
      contexts: [{name: 'recorded', context: {cluster: 'recorded', user: '', namespace}}],
      'current-context': 'recorded',
    };
    await writeFile(join(folder, 'config'), JSON.stringify(context));
    const batch = await admin('get', '--raw', '/apis/batch/v1');
    const policy = await admin('get', '--raw', '/apis/policy');
    const manifests = manifestsFor({
      cronJobs: batch.stdout.includes('"cronjobs"') ? 'batch/v1' : 'batch/v1beta1',
      budgets: policy.stdout.includes('"policy/v1"') ? 'policy/v1' : 'policy/v1beta1',
    });
    await writeFile(join(folder, 'manifests.yaml'), manifests);
    cleanups.push(() => admin('delete', 'namespace', namespace, '--ignore-not-found', '--wait=false'));
    await admin('create', 'namespace', namespace);
    await admin('apply', '--validate=false', '-n', namespace, '-f', join(folder, 'manifests.yaml'));
    const deadline = Date.now() + readyWithinMs;
    for (;;) {
      const path = 'jsonpath={.items[*].status.numberReady} {.items[*].status.readyReplicas}';
      const {stdout} = await admin('get', 'daemonset,statefulset', '-n', namespace, '-o', path);
      if (stdout.trim() === '1 1') break;
      if (Date.now() > deadline) throw new Error('the DaemonSet or the StatefulSet has no ready Pod');
      await sleep(500);
    }
    await kubectl('get', resourceTypes.map(({plural}) => plural).join(','));
    proxy.takeRecorded();
  });

  afterAll(async () => {
    for (const cleanUp of cleanups.reverse()) await cleanUp();
  });

  const types = resourceTypes.map(({plural}) => plural);
  const variants = [
    {args: [], isWide: false, showLabels: false},
    {args: ['-o', 'wide'], isWide: true, showLabels: false},
    {args: ['--show-labels'], isWide: false, showLabels: true},
    {args: ['-o', 'wide', '--show-labels'], isWide: true, showLabels: true},
    {args: ['-l', '!no-such-label'], isWide: false, showLabels: false},
  ];
  const several = ['pods,svc', 'svc,po,ds', 'deploy,rs', 'all', 'pods,nodes', 'events,pods'];
  const lines = [...types, ...several].flatMap((type) =>
    variants.map(({args, ...options}) => [['get', type, ...args].join(' '), options] as const),
  );

  it.for(lines)('prints what kubectl prints for %s', async ([line, options]) => {
    const {stdout} = await kubectl(...line.split(' '));
    expect(stdout).not.toBe('');
    expect(printTables(tablesOf(proxy.takeRecorded()), options)).toBe(stdout);
  });

  it('prints objects that were asked for by name as kubectl does', async () => {
    const options = {isWide: false, showLabels: false};
    for (const args of [
      ['service', 'nginx-lb', 'nginx-np'],
      ['svc/nginx-np', 'ds/nginx'],
      ['svc/nginx-np', 'ds/nginx', 'svc/nginx-lb'],
    ]) {
      const {stdout} = await kubectl('get', ...args);
      expect(printTables(tablesOf(proxy.takeRecorded()), options)).toBe(stdout);
    }
  });

  it('says what kubectl says when there is nothing', async () => {
    const pods = await kubectl('get', 'pods', '-l', 'no=such');
    expect(noResourcesFound({types: ['pods'], namespace})).toBe(pods.stderr);
    const nodes = await kubectl('get', 'nodes', '-l', 'no=such');
    expect(noResourcesFound({types: ['nodes'], namespace})).toBe(nodes.stderr);
    expect(printTables(tablesOf(proxy.takeRecorded()), {isWide: false, showLabels: false})).toBe('');
  });

  it.for([
    ['get svc nginx-np', false],
    ['get ds nginx', false],
    ['get svc nginx-np nginx-lb', true],
    ['get pods', true],
    ['get svc,ds', true],
    ['get deploy web', false],
    ['get rs', true],
    ['get pods -l no=such', true],
    ['get ep,controllerrevisions', true],
    ['get nodes', true],
  ] as const)('prints what kubectl prints for %s with -o yaml, json and name', async ([line, isList]) => {
    for (const [output, print] of [
      ['yaml', printYaml],
      ['json', printJson],
    ] as const) {
      const {stdout} = await kubectl(...line.split(' '), '-o', output);
      expect(print(objectsOf(proxy.takeRecorded()), {isList})).toBe(stdout);
    }
    const {stdout} = await kubectl(...line.split(' '), '-o', 'name');
    const names = objectsOf(proxy.takeRecorded()).map(({type, object}) => ({type, name: nameOf(object)}));
    expect(printNames(names)).toBe(stdout);
  });
});

const bodySchema = z.looseObject({items: z.array(z.looseObject({})).optional()});
const namedSchema = z.looseObject({metadata: z.looseObject({name: z.string()})});

function objectsOf(recorded: readonly Recorded[]): {type: ResourceTypeName; object: JsonObject}[] {
  return recorded.flatMap(({path, body}) => {
    const type = typeOf(path);
    const parsed = bodySchema.parse(JSON.parse(body));
    return type === undefined ? [] : (parsed.items ?? [parsed]).map((object) => ({type, object}));
  });
}

function nameOf(object: JsonObject): string {
  return namedSchema.parse(object).metadata.name;
}
