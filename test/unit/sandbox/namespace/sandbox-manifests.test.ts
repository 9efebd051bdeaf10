import {readFileSync} from 'node:fs';
import {parseAllDocuments} from 'yaml';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {containerAmountsSchema} from '#src/sandbox/container-amounts.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});

function manifests(changes: Parameters<typeof sandboxSpec>[0] = {}) {
  return sandboxManifests(sandboxSpec(changes)).map((manifest) => objectSchema.parse(manifest));
}

function manifest(kind: string, name: string, changes: Parameters<typeof sandboxSpec>[0] = {}) {
  const found = manifests(changes).find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

describe('a sandbox', () => {
  test('is made from the namespace inwards, rights before limits', () => {
    expect(manifests().map(({kind, metadata}) => `${kind} ${metadata.name}`)).toEqual([
      `Namespace ${namespace}`,
      'ServiceAccount learner',
      'ServiceAccount default',
      'RoleBinding learner',
      'RoleBinding labrador-bot',
      'ResourceQuota sandbox',
      'LimitRange sandbox',
      'NetworkPolicy sandbox-ingress-ot3rz26a',
      'NetworkPolicy sandbox-egress-ot3rz26a',
      'NetworkPolicy sandbox',
    ]);
  });

  test('is labelled as ours throughout', () => {
    for (const {metadata} of manifests()) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/managed-by': 'labrador',
        'labrador.dev/workshop': 'spring',
        'labrador.dev/learner': '1001',
        'labrador.dev/lab': 'daemonsets',
      });
    }
  });

  test('names its learner and its slice in annotations, where any text may stand', () => {
    expect(manifest('Namespace', namespace, {nodes: ['node-1', 'node-2']}).metadata).toMatchObject({
      annotations: {'labrador.dev/learner-name': 'Ada', 'labrador.dev/nodes': 'node-1,node-2'},
    });
  });

  test('has room for the lab’s Pods on each node of the slice', () => {
    expect(manifest('ResourceQuota', 'sandbox')['spec']).toMatchObject({hard: {pods: '6'}});
    expect(manifest('ResourceQuota', 'sandbox', {nodes: ['node-1', 'node-2']})['spec']).toMatchObject({
      hard: {pods: '12'},
    });
  });

  test('limits what a container takes of a node, its storage too, and lets no limit be none', () => {
    expect(manifest('LimitRange', 'sandbox')['spec']).toEqual({
      limits: [
        {
          type: 'Container',
          defaultRequest: {cpu: '10m', memory: '16Mi', 'ephemeral-storage': '0'},
          default: {cpu: '250m', memory: '128Mi', 'ephemeral-storage': '256Mi'},
          max: {cpu: '500m', memory: '256Mi', 'ephemeral-storage': '512Mi'},
          min: {cpu: '1m', memory: '4Mi'},
        },
        {type: 'PersistentVolumeClaim', max: {storage: '1024Mi'}},
      ],
    });
    expect(manifest('ResourceQuota', 'sandbox')['spec']).toMatchObject({
      hard: {
        'limits.cpu': '3000m',
        'limits.memory': '1536Mi',
        'limits.ephemeral-storage': '3072Mi',
        services: '10',
        configmaps: '20',
        persistentvolumeclaims: '0',
      },
    });
  });

  test('has room for claims of the class that makes volumes, and for none where there is none', () => {
    const facts = (byDefault?: string) => ({dnsAddresses: [], storage: {byDefault, others: ['manual']}});
    const of = (kind: string, byDefault?: string) =>
      sandboxManifests(sandboxSpec(), facts(byDefault)).find((candidate) => candidate['kind'] === kind);
    expect(of('ResourceQuota', 'fast')).toMatchObject({
      spec: {
        hard: {
          persistentvolumeclaims: '10',
          'requests.storage': '10240Mi',
          'manual.storageclass.storage.k8s.io/persistentvolumeclaims': '0',
        },
      },
    });
    expect(of('ResourceQuota')).toMatchObject({spec: {hard: {persistentvolumeclaims: '0'}}});
    expect(of('Namespace', 'fast')).toMatchObject({metadata: {annotations: {'labrador.dev/storage-class': 'fast'}}});
    expect(of('Namespace')).toMatchObject({metadata: {annotations: {'labrador.dev/storage-class': ''}}});
  });

  test('is as large as the lab says', () => {
    const largestContainer = containerAmountsSchema.parse({cpu: '2000m', memory: '1024Mi'});
    const [quota, limits] = ['ResourceQuota', 'LimitRange'].map((kind) =>
      sandboxManifests({...sandboxSpec(), lab: {...sandboxSpec().lab, largestContainer}}).find(
        (candidate) => candidate['kind'] === kind,
      ),
    );
    expect(limits).toMatchObject({
      spec: {limits: [{max: {cpu: '2000m', memory: '1024Mi', 'ephemeral-storage': '512Mi'}}, {}]},
    });
    expect(quota).toMatchObject({
      spec: {
        hard: {
          'limits.cpu': '12000m',
          'limits.memory': '6144Mi',
          'limits.ephemeral-storage': '3072Mi',
          'requests.memory': '1536Mi',
        },
      },
    });
    expect(containerAmountsSchema.safeParse({cpu: '100m'}).success).toBe(false);
    expect(containerAmountsSchema.safeParse({cpu: '2'}).success).toBe(false);
  });

  test('gets load balancers only where the lab keeps them', () => {
    expect(manifest('ResourceQuota', 'sandbox')['spec']).toMatchObject({hard: {'services.loadbalancers': '0'}});
    expect(manifest('ResourceQuota', 'sandbox', {keepsLoadBalancer: true})['spec']).toMatchObject({
      hard: {'services.loadbalancers': '2'},
    });
  });

  test('mounts no token into Pods', () => {
    expect(manifest('ServiceAccount', 'default')).toMatchObject({automountServiceAccountToken: false});
    expect(manifest('ServiceAccount', 'learner')).toMatchObject({automountServiceAccountToken: false});
  });

  test('gives `default` no role', () => {
    const subjects = manifests().flatMap(({subjects = []}) =>
      z.array(z.looseObject({name: z.string()})).parse(subjects),
    );
    expect(subjects.map(({name}) => name)).toEqual(['learner', 'labrador']);
  });

  test('reaches the cluster’s DNS where it is no Pod', () => {
    const policy = sandboxManifests(sandboxSpec(), {
      dnsAddresses: ['10.89.0.1', 'fd00::a'],
      storage: {byDefault: undefined, others: []},
    }).filter(({kind}) => kind === 'NetworkPolicy');
    const blocks = [...JSON.stringify(policy).matchAll(/"cidr":"(?<cidr>[^"]+)"/g)].map(({groups}) => groups?.['cidr']);
    expect(blocks).toEqual(['169.254.20.10/32', '10.89.0.1/32', 'fd00::a/128']);
  });

  test('sends nothing beyond itself and the cluster’s DNS', () => {
    const policies = manifests().filter(({kind}) => kind === 'NetworkPolicy');
    expect(policies.map(({spec}) => spec)).toMatchInlineSnapshot(`
      [
        {
          "ingress": [
            {},
          ],
          "podSelector": {},
          "policyTypes": [
            "Ingress",
          ],
        },
        {
          "egress": [
            {
              "to": [
                {
                  "podSelector": {},
                },
                {
                  "namespaceSelector": {
                    "matchLabels": {
                      "app.kubernetes.io/managed-by": "labrador",
                      "labrador.dev/learner": "1001",
                      "labrador.dev/workshop": "spring",
                    },
                  },
                  "podSelector": {},
                },
              ],
            },
          ],
          "podSelector": {},
          "policyTypes": [
            "Egress",
          ],
        },
        {
          "egress": [
            {
              "ports": [
                {
                  "port": 53,
                  "protocol": "UDP",
                },
                {
                  "port": 53,
                  "protocol": "TCP",
                },
              ],
              "to": [
                {
                  "namespaceSelector": {
                    "matchExpressions": [
                      {
                        "key": "labrador.dev/workshop",
                        "operator": "DoesNotExist",
                      },
                    ],
                  },
                  "podSelector": {
                    "matchLabels": {
                      "k8s-app": "kube-dns",
                    },
                  },
                },
                {
                  "ipBlock": {
                    "cidr": "169.254.20.10/32",
                  },
                },
              ],
            },
          ],
          "podSelector": {},
          "policyTypes": [
            "Egress",
          ],
        },
      ]
    `);
  });
});

describe('deploy/chart/files/rbac.yaml', () => {
  const roleSchema = objectSchema.extend({
    rules: z.array(
      z.object({
        apiGroups: z.array(z.string()),
        resources: z.array(z.string()),
        resourceNames: z.array(z.string()).optional(),
        verbs: z.array(z.string()),
      }),
    ),
  });
  const objects = parseAllDocuments(readFileSync('deploy/chart/files/rbac.yaml', 'utf8')).map((document) =>
    document.toJS(),
  );
  const roles = objects.map((object) => roleSchema.safeParse(object)).flatMap(({data}) => data ?? []);

  function rulesOf(name: string) {
    return roles.find(({metadata}) => metadata.name === name)?.rules ?? [];
  }

  test('has the roles that sandboxes bind, and the provisioner may bind exactly these', () => {
    const bound = manifests().flatMap(({roleRef}) => {
      const {data} = z.object({name: z.string()}).safeParse(roleRef);
      return data === undefined ? [] : [data.name];
    });
    const bind = rulesOf('labrador-provisioner').find(({verbs}) => verbs.includes('bind'));
    expect(bind).toEqual({
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['clusterroles'],
      resourceNames: bound,
      verbs: ['bind'],
    });
    for (const name of bound) expect(rulesOf(name)).not.toEqual([]);
  });

  test.each([
    'serviceaccounts/token',
    'pods/ephemeralcontainers',
    'pods/portforward',
    'pods/attach',
    'pods/proxy',
    'pods/eviction',
    'pods/binding',
    'pods/status',
    'bindings',
    'services/status',
    'daemonsets/status',
    'resourcequotas/status',
    'persistentvolumeclaims/status',
    'storageclasses',
    'namespaces',
    'nodes',
    'persistentvolumes',
    '*',
  ])('gives learners no right to %s', (resource) => {
    expect(rulesOf('labrador-learner').flatMap(({resources}) => resources)).not.toContain(resource);
  });

  test('lets nobody but the learner read Secrets', () => {
    const readers = roles.filter(({rules}) => rules.some(({resources}) => resources.includes('secrets')));
    expect(new Set(readers.map(({metadata}) => metadata.name))).toEqual(new Set(['labrador-learner']));
  });

  test('lets learners only read endpoints, their slices, events, revisions and what sandboxes are held by', () => {
    const readable = new Set([
      'endpoints',
      'endpointslices',
      'events',
      'controllerrevisions',
      'networkpolicies',
      'resourcequotas',
      'limitranges',
    ]);
    const rules = rulesOf('labrador-learner').filter(({resources}) =>
      resources.some((resource) => readable.has(resource)),
    );
    expect(rules.map(({verbs}) => verbs)).toEqual(Array.from({length: 4}, () => ['get', 'list', 'watch']));
  });

  test('lets nobody impersonate without a list of names', () => {
    const rules = roles.flatMap(({rules}) => rules).filter(({verbs}) => verbs.includes('impersonate'));
    expect(rules.map(({resourceNames}) => resourceNames)).toEqual([
      ['provisioner', 'labeller', 'watcher', 'node-agent'],
      ['learner'],
    ]);
  });

  test('has no wildcards', () => {
    expect(JSON.stringify(roles)).not.toContain('"*"');
  });
});
