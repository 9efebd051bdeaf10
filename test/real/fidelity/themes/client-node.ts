import {AppsV1Api, AuthorizationV1Api, CoreV1Api, RbacAuthorizationV1Api} from '@kubernetes/client-node';
import {client, settle, type Theme} from '../step.ts';

/** The typed calls that programs make. */
export const clientNode: Theme = {
  name: 'client-node',
  steps: [
    client('creates a ConfigMap', (config, namespace) =>
      config
        .makeApiClient(CoreV1Api)
        .createNamespacedConfigMap({namespace, body: {metadata: {name: 'one'}, data: {a: '1'}}}),
    ),
    client('creates it again', (config, namespace) =>
      config.makeApiClient(CoreV1Api).createNamespacedConfigMap({namespace, body: {metadata: {name: 'one'}}}),
    ),
    client('replaces it with an old version', (config, namespace) =>
      config.makeApiClient(CoreV1Api).replaceNamespacedConfigMap({
        namespace,
        name: 'one',
        body: {metadata: {name: 'one', resourceVersion: '1'}},
      }),
    ),
    client('patches it as JSON', (config, namespace) =>
      config.makeApiClient(CoreV1Api).patchNamespacedConfigMap({
        namespace,
        name: 'one',
        body: [{op: 'add', path: '/data/b', value: '2'}],
      }),
    ),
    client('creates a Pod', (config, namespace, node) =>
      config.makeApiClient(CoreV1Api).createNamespacedPod({
        namespace,
        body: {
          metadata: {name: 'web', labels: {app: 'nginx'}},
          spec: {
            terminationGracePeriodSeconds: 1,
            automountServiceAccountToken: false,
            nodeSelector: {'kubernetes.io/hostname': node},
            containers: [{name: 'main', image: 'nginx:1.18-alpine'}],
          },
        },
      }),
    ),
    settle('get pod web --no-headers', /1\/1\s+Running/),
    client('reads its log', (config, namespace) =>
      config.makeApiClient(CoreV1Api).readNamespacedPodLog({namespace, name: 'web'}),
    ),
    client('reads the log of a container that it lacks', (config, namespace) =>
      config.makeApiClient(CoreV1Api).readNamespacedPodLog({namespace, name: 'web', container: 'none'}),
    ),
    client('reads it when it runs', (config, namespace) =>
      config.makeApiClient(CoreV1Api).readNamespacedPod({namespace, name: 'web'}),
    ),
    client('lists Pods by label', async (config, namespace) => {
      const {items} = await config.makeApiClient(CoreV1Api).listNamespacedPod({namespace, labelSelector: 'app=nginx'});
      return items.map(({metadata, status}) => [metadata?.name, status?.phase]);
    }),
    client('deletes it', (config, namespace) =>
      config.makeApiClient(CoreV1Api).deleteNamespacedPod({namespace, name: 'web', gracePeriodSeconds: 0}),
    ),
    client('reads a DaemonSet that is not there', (config, namespace) =>
      config.makeApiClient(AppsV1Api).readNamespacedDaemonSet({namespace, name: 'none'}),
    ),
    client('creates a Service', (config, namespace) =>
      config.makeApiClient(CoreV1Api).createNamespacedService({
        namespace,
        body: {metadata: {name: 'web'}, spec: {type: 'NodePort', selector: {app: 'nginx'}, ports: [{port: 80}]}},
      }),
    ),
    client('creates a Role', (config, namespace) =>
      config.makeApiClient(RbacAuthorizationV1Api).createNamespacedRole({
        namespace,
        body: {metadata: {name: 'reader'}, rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get']}]},
      }),
    ),
    client('asks whether it may', (config) =>
      config.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({
        body: {spec: {resourceAttributes: {verb: 'list', resource: 'nodes'}}},
      }),
    ),
  ],
};
