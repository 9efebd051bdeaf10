import {randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {describeNamespace} from '#src/kinds/namespace/describe.ts';
import {describeNode} from '#src/kinds/node/describe.ts';
import {eventSchema} from '#src/kubernetes/event.ts';
import {startSideBySide, type SideBySide} from './side-by-side.ts';
import {waitUntil} from './wait-until.ts';

const manifests = `
apiVersion: v1
kind: ConfigMap
metadata: {name: page, labels: {course: describe}}
data: {index.html: "<h1>hi</h1>\\nsecond line\\n"}
binaryData: {logo: aGVsbG8=}
---
apiVersion: v1
kind: Secret
metadata: {name: db, labels: {course: describe}}
stringData: {password: "hunter2"}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: nginx, labels: {course: describe}, annotations: {note: "one\\ntwo\\n", long: "${'long '.repeat(40)}"}}
spec:
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx, tier: web}, annotations: {example.com/a: b}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      initContainers:
      - {name: init, image: "busybox:1.36", command: [sh, -c, "echo one\\necho two"]}
      containers:
      - name: nginx
        image: "nginx:1.18-alpine"
        ports: [{containerPort: 80, name: http}, {containerPort: 81}]
        env:
        - {name: PAGE, value: "one\\ntwo"}
        - {name: EMPTY}
        - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        - {name: FROM, valueFrom: {configMapKeyRef: {name: page, key: index.html, optional: true}}}
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
        envFrom: [{configMapRef: {name: page}, prefix: P_}, {secretRef: {name: db, optional: true}}]
        resources: {limits: {cpu: 100m, memory: 64Mi}, requests: {cpu: 10m, memory: 16Mi}}
        readinessProbe: {httpGet: {path: "/", port: 80}}
        livenessProbe: {exec: {command: [test, -e, /etc]}, initialDelaySeconds: 3}
        startupProbe: {tcpSocket: {port: http}}
        volumeMounts: [{name: page, mountPath: /page, readOnly: true}, {name: tmp, mountPath: /a}]
      volumes:
      - {name: page, configMap: {name: page}}
      - {name: keys, secret: {secretName: db}}
      - {name: tmp, emptyDir: {sizeLimit: 1Mi}}
      - {name: logs, hostPath: {path: /var/log, type: ""}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: NotIn, values: [db, cache]}]}
  template:
    metadata: {labels: {app: web}}
    spec:
      automountServiceAccountToken: false
      containers: [{name: nginx, image: "nginx:1.18-alpine"}]
---
apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  restartPolicy: Never
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - {name: ends, image: "busybox:1.36", command: [sh, -c], args: ["exit 3"]}
  # refused at once, where a name would wait for whatever resolves it
  - {name: bad, image: "127.0.0.1:1/no/image:1"}
---
apiVersion: v1
kind: Pod
metadata: {name: info}
spec:
  nodeSelector: {no: node}
  containers:
  - name: reads
    image: "busybox:1.36"
    resources: {limits: {memory: 64Mi}, requests: {cpu: 10m, memory: 16Mi}}
    env:
    - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}}
    - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
    - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1Mi}}}
    volumeMounts: [{name: info, mountPath: /info}]
  volumes:
  - name: info
    downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
---
apiVersion: v1
kind: Service
metadata: {name: nginx-np, labels: {course: describe}}
spec:
  type: NodePort
  selector: {app: nginx}
  ports: [{port: 8010, targetPort: 80, name: http}, {port: 8011, targetPort: http, name: two}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  ttlSecondsAfterFinished: 3600
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
      containers: [{name: ends, image: "busybox:1.36", command: [echo, hi]}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: held, labels: {course: describe}}
spec:
  suspend: true
  completions: 3
  completionMode: Indexed
  template:
    metadata: {labels: {of: held}}
    spec:
      restartPolicy: OnFailure
      containers: [{name: ends, image: "busybox:1.36", command: [echo, hi]}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, labels: {course: describe}}
spec:
  schedule: "0 3 * * *"
  timeZone: Europe/Berlin
  startingDeadlineSeconds: 60
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      activeDeadlineSeconds: 60
      template:
        metadata: {labels: {of: nightly}}
        spec:
          restartPolicy: OnFailure
          containers: [{name: ends, image: "busybox:1.36", command: [echo, hi]}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: held}
spec:
  schedule: "@hourly"
  suspend: true
  jobTemplate:
    spec:
      completions: 2
      parallelism: 2
      template:
        spec:
          restartPolicy: Never
          containers: [{name: ends, image: "busybox:1.36"}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: disk, labels: {course: describe}, annotations: {note: mine}}
spec: {accessModes: [ReadWriteOnce, ReadOnlyMany], resources: {requests: {storage: 20Mi}}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: none}
spec: {accessModes: [ReadWriteMany], storageClassName: nosuch, resources: {requests: {storage: 1Gi}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, labels: {course: describe}}
spec:
  serviceName: headless
  replicas: 2
  selector: {matchLabels: {app: db}}
  updateStrategy: {rollingUpdate: {partition: 1}}
  volumeClaimTemplates:
  - metadata: {name: data, labels: {kept: "yes", of: db}, annotations: {note: "one"}}
    spec: {accessModes: [ReadWriteOnce], storageClassName: standard, resources: {requests: {storage: 10Mi}}}
  - metadata: {name: more}
    spec: {accessModes: [ReadWriteOnce, ReadWriteMany], resources: {requests: {storage: 5Mi}}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - {name: main, image: "nginx:1.18-alpine", volumeMounts: [{name: data, mountPath: /data}]}
      volumes:
      - {name: disk, persistentVolumeClaim: {claimName: disk, readOnly: true}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: parallel}
spec:
  replicas: 1
  podManagementPolicy: Parallel
  updateStrategy: {type: OnDelete}
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}
  selector: {matchLabels: {app: parallel}}
  template:
    metadata: {labels: {app: parallel}}
    spec: {containers: [{name: main, image: "nosuch.invalid/image:1"}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: lb}
spec: {type: LoadBalancer, selector: {app: nothing}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec: {clusterIP: None, selector: {app: web}}
`;

/** As servers before v1.21 have them. */
const withEarlierCronJobs = (yaml: string): string =>
  yaml.replaceAll('apiVersion: batch/v1\nkind: CronJob', 'apiVersion: batch/v1beta1\nkind: CronJob');

/** In the version that a server has: before v1.23 the one, before v1.21 the other is an earlier one. */
const scaledIn = ({autoscaling, policy}: {autoscaling: string; policy: string}): string => `
apiVersion: autoscaling/${autoscaling}
kind: HorizontalPodAutoscaler
metadata: {name: lost, labels: {course: describe}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: none}
  minReplicas: 2
  maxReplicas: 4
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}
    - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 64Mi}}}
  behavior:
    scaleDown: {stabilizationWindowSeconds: 60, policies: [{type: Pods, value: 1, periodSeconds: 15}]}
---
apiVersion: policy/${policy}
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
---
apiVersion: policy/${policy}
kind: PodDisruptionBudget
metadata: {name: share}
spec: {maxUnavailable: 50%, selector: {matchExpressions: [{key: app, operator: In, values: [web, none]}]}}
`;

const policies = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nothing}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: some, labels: {course: tables}, annotations: {note: seldom}}
spec:
  podSelector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: NotIn, values: [b, a]}]}
  ingress:
  - {}
  - from:
    - podSelector: {}
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}
    - namespaceSelector: {}
      podSelector: {matchExpressions: [{key: app, operator: Exists}]}
    ports: [{port: 80}, {protocol: UDP, port: 53}, {port: web}, {protocol: TCP}]
  - from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}}, {ipBlock: {cidr: 192.168.0.0/16}}]
`;

const quotas = `apiVersion: v1
kind: ResourceQuota
metadata: {name: amounts, labels: {course: describe}, annotations: {note: seldom}}
spec: {hard: {pods: "20", requests.cpu: "2", limits.memory: 2Gi, count/secrets: "9", requests.storage: 5Gi}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: brief}
spec: {hard: {pods: "4"}, scopes: [Terminating, BestEffort]}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: nothing}
---
apiVersion: v1
kind: LimitRange
metadata: {name: wide, labels: {course: describe}}
spec:
  limits:
  - {type: Pod, max: {memory: 4Gi}}
  - {type: PersistentVolumeClaim, min: {storage: 1Mi}, max: {storage: 5Gi}}
  - {type: Container, maxLimitRequestRatio: {cpu: "100"}, default: {cpu: 500m}, defaultRequest: {cpu: 50m}}
`;

const ingresses = `apiVersion: v1
kind: Service
metadata: {name: routed}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 80}, {name: other, port: 81, targetPort: 81}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: alone, labels: {course: tables}}
spec: {defaultBackend: {service: {name: routed, port: {name: http}}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: several, annotations: {note: seldom}}
spec:
  ingressClassName: none
  tls: [{hosts: [a.local, b.local], secretName: certificate}, {hosts: [c.local]}]
  defaultBackend: {resource: {apiGroup: example.com, kind: Bucket, name: files}}
  rules:
  - host: a.local
    http:
      paths:
      - {path: /, pathType: Prefix, backend: {service: {name: routed, port: {number: 81}}}}
      - {path: /longer/path, pathType: Exact, backend: {service: {name: routed, port: {name: none}}}}
      - {pathType: ImplementationSpecific, backend: {service: {name: gone, port: {number: 80}}}}
  - host: nothing.local
  - http: {paths: [{path: /x, pathType: Prefix, backend: {resource: {kind: Bucket, name: files}}}]}
`;

const access = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, labels: {course: describe}}
imagePullSecrets: [{name: hub}, {name: own}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, annotations: {note: mine}}
rules:
  - {apiGroups: ["", apps], resources: [pods, pods/log, deployments], verbs: [watch, get, list]}
  - {apiGroups: [""], resources: [pods], verbs: [create, get]}
  - {apiGroups: [""], resources: [configmaps], resourceNames: [a, b], verbs: [get, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: empty}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: read}
roleRef: {kind: Role, name: reader, apiGroup: rbac.authorization.k8s.io}
subjects:
  - {kind: ServiceAccount, name: web}
  - {kind: ServiceAccount, name: other, namespace: default}
`;

const listSchema = z.looseObject({items: z.array(z.looseObject({}))});

/** Compares what our operations print with what kubectl prints of the same objects, byte for byte. */
export function compareDescriptions(
  cluster: () => Promise<{kubeconfigPath: string; close: () => Promise<void>}>,
): void {
  describe('what is printed', () => {
    let side: SideBySide;
    let close: () => Promise<void> = () => Promise.resolve();

    beforeAll(async () => {
      const started = await cluster();
      close = started.close;
      side = await startSideBySide(started.kubeconfigPath, `labrador-describe-${randomBytes(4).toString('hex')}`);
      const batch = await side.kubectl('get --raw /apis/batch/v1');
      await side.apply(batch.includes('"cronjobs"') ? manifests : withEarlierCronJobs(manifests));
      let last = '';
      await waitUntil(
        'a Pod that runs and one that fails',
        async () => {
          const phases = await side.kubectl('get pods -l tier=web -o jsonpath={.items[*].status.phase}');
          const events = await side.kubectl('get events');
          const ready = await side.kubectl('get sts db -o jsonpath={.status.readyReplicas}');
          last = `${phases}\n${ready}\n${events}`;
          const isFailed = events.split('\n').some((line) => line.includes('Failed') && line.includes('pod/bare'));
          return phases.includes('Running') && isFailed && ready.trim() === '2' ? true : undefined;
        },
        {withinMs: 180_000, seen: () => last.split('\n')},
      );
    }, 200_000);

    afterAll(async () => {
      await side.close();
      await close();
    });

    it.for([
      'describe pods',
      'describe pods --show-events',
      'describe po ngi',
      'describe po ngi --show-events',
      'describe pod/bare',
      'describe pod/bare --show-events=false',
      'describe pod/bare pod/info',
      'describe pod/bare pod/info --show-events',
      'describe pods -l app=web',
      'describe ds',
      'describe deployment web',
      'describe rs',
      'describe sts',
      'describe sts db',
      'describe pvc',
      'describe pvc disk none',
      'describe sc',
      'get sts',
      'get sts -o wide',
      'get pvc',
      'get pvc -o wide',
      'get pvc disk -o yaml',
      'get sts db -o yaml',
      'get sc',
      'get sc standard',
      'get sc -o yaml',
      'rollout history sts/db',
      'rollout status sts/db',
      'describe cm page',
      'get cronjobs',
      'get cj -o wide',
      'describe jobs',
      'describe job once',
      'get jobs',
      'get jobs -o wide',
      'get jobs -o yaml',
      'logs job/once',
      'wait --for=condition=complete job/once',
      'describe secret db',
      'get secret/db cm/page',
      'get secret db -o yaml',
      'describe endpoints',
      'describe endpoints web',
      'get endpoints',
      'get ep,svc -o name',
      'describe pods -l no=such',
      'events --for pod/bare',
      'events --for deploy/web',
      'events --for pod/nosuch',
      'get events --field-selector involvedObject.name=bare --sort-by=.lastTimestamp',
      'get pods --sort-by=.metadata.name',
      'get svc --sort-by=.spec.type',
      'get deploy,rs,ds -o wide',
      'get deploy,rs --show-labels',
    ])('is what kubectl prints for %s', async (line) => {
      const {ours, kubectl} = await side.both(line, {normalise: withSortedMoments});
      expect(ours).toBe(kubectl);
    });

    it.for(['events', 'events --types=Warning'])(
      'is what kubectl prints for %s, those of one second in the order of the server',
      async (line) => {
        const {ours, kubectl} = await side.both(line, {normalise: withSortedLines});
        expect(ours).toBe(kubectl);
      },
    );

    it('is what kubectl prints for autoscalers and budgets; servers that have them in an earlier version it cannot describe', async () => {
      const versions = async (group: string): Promise<string> => side.kubectl(`get --raw /apis/${group}`);
      const autoscaling = (await versions('autoscaling')).includes('autoscaling/v2"') ? 'v2' : 'v2beta2';
      const policy = (await versions('policy')).includes('policy/v1"') ? 'v1' : 'v1beta1';
      await side.apply(scaledIn({autoscaling, policy}));
      // the first look at it says that there is nothing to scale, and no later one says more
      await waitUntil(
        'an autoscaler that was looked at, and budgets',
        async () => {
          const seen = await side
            .kubectl(
              `get horizontalpodautoscalers.${autoscaling}.autoscaling lost -o jsonpath={.status.conditions[*].type}`,
            )
            .catch(() => '');
          const counted = await side
            .kubectl(`get poddisruptionbudgets.${policy}.policy -o jsonpath={.items[*].status.observedGeneration}`)
            .catch(() => '');
          return seen.includes('AbleToScale') && counted === '1 1' ? true : undefined;
        },
        {withinMs: 60_000},
      );
      const hpa = autoscaling === 'v2' ? ['get hpa', 'get hpa lost -o yaml', 'describe hpa --show-events=false'] : [];
      const pdb =
        policy === 'v1' ? ['get pdb', 'get pdb -o yaml', 'describe pdb --show-events=false', 'describe pdb web'] : [];
      for (const line of [...hpa, ...pdb]) {
        const {ours, kubectl} = await side.both(line, {normalise: withSortedMoments});
        expect(ours).toBe(kubectl);
      }
      expect(await side.ours('describe hpa lost')).toMatch(/^Reference: +Deployment\/none$/m);
      expect(await side.ours('describe pdb web')).toMatch(/^Min available: +1$/m);
    }, 90_000);

    it('is what kubectl prints for accounts, roles and bindings', async () => {
      await side.apply(access);
      for (const line of [
        'get roles,rolebindings',
        'get rolebindings read -o wide',
        'describe sa web',
        'describe roles',
        'describe rolebinding read',
      ]) {
        const {ours, kubectl} = await side.both(line);
        expect(ours).toBe(kubectl);
      }
    }, 60_000);

    it('is what kubectl prints for NetworkPolicies', async () => {
      await side.apply(policies);
      for (const line of ['get netpol nothing some', 'get netpol some -o yaml', 'describe netpol nothing some']) {
        const {ours, kubectl} = await side.both(line);
        expect(ours).toBe(kubectl);
      }
      expect(await side.ours('describe netpol some')).toContain('    To Port: <nil>/TCP\n');
    });

    it('is what kubectl prints for Ingresses; what is behind them it finds by EndpointSlices of v1 alone', async () => {
      await side.apply(ingresses);
      const hasSlices = (await side.kubectl('get --raw /apis/discovery.k8s.io')).includes('"discovery.k8s.io/v1"');
      const described = ['describe ingress alone several', 'describe ingress/several --show-events=false'];
      for (const line of [
        // of the short name kubectl itself says on old servers that it is that of another group's too
        'get ingresses alone several',
        'get ingress several -o yaml',
        ...(hasSlices ? described : []),
      ]) {
        const {ours, kubectl} = await side.both(line);
        expect(ours).toBe(kubectl);
      }
      expect(await side.ours('describe ing several')).toContain('(<error: services "gone" not found>)');
    });

    it('is what kubectl prints for quotas and ranges of limits, and for what a namespace has of them', async () => {
      await side.apply(quotas);
      await waitUntil('quotas that are counted', async () => {
        const counted = await side.kubectl('get quota amounts brief -o jsonpath={.items[*].status.used}');
        return counted.includes('limits.memory') && counted.split('}').length > 2 ? true : undefined;
      });
      for (const line of [
        'get quota amounts brief nothing',
        'get limits',
        'get quota brief -o yaml',
        'describe quota amounts brief nothing',
        'describe limitrange wide',
      ]) {
        const {ours, kubectl} = await side.both(line);
        expect(ours).toBe(kubectl);
      }
      const raw = async (path: string): Promise<unknown> => JSON.parse(await side.kubectl(`get --raw ${path}`));
      const path = `/api/v1/namespaces/${side.namespace}`;
      const itemsAt = async (plural: string) => listSchema.parse(await raw(`${path}/${plural}`)).items;
      const ours = describeNamespace(await raw(path), {
        quotas: await itemsAt('resourcequotas'),
        limits: await itemsAt('limitranges'),
      });
      expect(ours).toBe(await side.kubectl(`describe namespace ${side.namespace}`));
      await side.kubectl('delete quota --all');
      await side.kubectl('delete limits --all');
    }, 60_000);

    it('is what kubectl prints for CronJobs; servers that have them in an earlier version it cannot describe', async () => {
      const batch = await side.kubectl('get --raw /apis/batch/v1');
      const isEarlier = !batch.includes('"cronjobs"');
      const asNow = (text: string): string => withSortedMoments(text.replaceAll('batch/v1beta1', 'batch/v1'));
      for (const line of ['get cj -o yaml', ...(isEarlier ? [] : ['describe cj', 'describe cronjob held'])]) {
        const {ours, kubectl} = await side.both(line, {normalise: asNow});
        expect(ours).toBe(kubectl);
      }
      expect(await side.ours('describe cronjob nightly')).toMatch(/^Schedule: +0 3 \* \* \*$/m);
    });

    it('is what kubectl prints for a volume of a claim', async () => {
      const name = (await side.kubectl('get pvc disk -o jsonpath={.spec.volumeName}')).trim();
      for (const line of [
        `describe pv ${name}`,
        `get pv ${name}`,
        `get pv ${name} -o wide`,
        `get pv ${name} -o yaml`,
      ]) {
        const {ours, kubectl} = await side.both(line);
        expect(ours).toBe(kubectl);
      }
    });

    it('is what kubectl prints for Services, with the addresses that answer', async () => {
      const hasSlices = await side.kubectl('get --raw /apis/discovery.k8s.io/v1').then(
        () => true,
        () => false,
      );
      // API servers up to 1.20 have no EndpointSlices that kubectl could read: it says <none>, we what Endpoints say.
      const withoutAddresses = (text: string): string => text.replaceAll(/^(Endpoints:).*$/gmu, '$1');
      const lines = ['describe services', 'describe svc web', ...(hasSlices ? ['describe endpointslices'] : [])];
      for (const line of lines) {
        const {ours, kubectl} = await side.both(line, hasSlices ? {} : {normalise: withoutAddresses});
        expect(ours).toBe(kubectl);
      }
      const described = await side.ours('describe services');
      const shown = described.match(/(?<=^Endpoints: +)\d.*$/gmu)?.flatMap((addresses) => addresses.split(','));
      const known = await side.kubectl('get endpoints web -o jsonpath={.subsets[0].addresses[*].ip}');
      // below the warning that newer API servers send with Endpoints
      for (const address of known.split('\n').at(-1)?.split(' ') ?? []) expect(shown).toContain(`${address}:80`);
    });

    it('is what kubectl prints for a node, given all that kubectl may see', async () => {
      const name = (await side.kubectl('get nodes -o jsonpath={.items[0].metadata.name}')).trim();
      const raw = async (path: string): Promise<unknown> => JSON.parse(await side.kubectl(`get --raw ${path}`));
      const eventsOf = async (uid: string): Promise<unknown[]> => {
        const selector = `involvedObject.kind=Node,involvedObject.name=${name},involvedObject.uid=${uid}`;
        return listSchema.parse(await raw(`/api/v1/events?fieldSelector=${encodeURIComponent(selector)}`)).items;
      };
      const readOurs = async (): Promise<string> => {
        const node = z
          .looseObject({metadata: z.looseObject({uid: z.string()})})
          .parse(await raw(`/api/v1/nodes/${name}`));
        const running = `spec.nodeName=${name},status.phase!=Succeeded,status.phase!=Failed`;
        const pods = listSchema.parse(await raw(`/api/v1/pods?fieldSelector=${encodeURIComponent(running)}`)).items;
        const lease = await raw(`/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`).then(
          (object) => ({object}),
          () => ({failure: `leases.coordination.k8s.io "${name}" not found`}),
        );
        const events = [...(await eventsOf(node.metadata.uid)), ...(await eventsOf(name))];
        return describeNode(node, {lease, pods, events: z.array(eventSchema).parse(events), now: Date.now()});
      };
      const {ours, kubectl} = await side.both(`describe node ${name}`, {readOurs, normalise: withoutAges});
      expect(ours).toBe(kubectl);
    });

    it('of a node is cut to the learner’s own Pods', async () => {
      const text = await side.ours('describe nodes');
      const namespaces = [
        ...text.matchAll(/^ {2}(\S+) +\S+ +\S+ \(\d+%\) +\S+ \(\d+%\) +\S+ \(\d+%\) +\S+ \(\d+%\)/gmu),
      ];
      expect(namespaces.length).toBeGreaterThan(0);
      expect(new Set(namespaces.map(([, namespace]) => namespace))).toEqual(new Set([side.namespace]));
    });

    it('says what kubectl says of an object that is not there', async () => {
      expect(await side.ours('describe pod nosuch')).toBe('Error from server (NotFound): pods "nosuch" not found');
    });
  });
}

/** What goes on between two readings on a busy machine: ages, and when the Lease was renewed. */
function withoutAges(text: string): string {
  return text
    .replace(/RenewTime: +.*/g, 'RenewTime:')
    .replace(/ +\d+(?:s|m\d*s?|h\d*m?)$/gm, ' AGE')
    .replace(/^( {2}(?:Normal|Warning) +\S+ +)\d\S*(?: \(x\d+ over \S+\))? +/gm, '$1AGE ');
}

function withSortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}

/** A Pod's events of one second have no order that holds: kubectl's sorting of more than twelve is not stable. */
function withSortedMoments(text: string): string {
  const ageOf = (line: string): string | undefined =>
    /^ {2}(?:Normal|Warning) +\S+ +(?<age>\d\S*)/u.exec(line)?.groups?.['age'];
  const moments: string[][] = [];
  for (const line of text.split('\n')) {
    const moment = moments.at(-1);
    const age = ageOf(line);
    if (moment !== undefined && age !== undefined && ageOf(moment[0] ?? '') === age) moment.push(line);
    else moments.push([line]);
  }
  return moments.flatMap((lines) => lines.sort()).join('\n');
}
