import type {KubeInput} from '../step.ts';

interface PodParts {
  labels?: Record<string, string>;
  spec?: object;
  container?: object;
}

/** The test cluster's other nodes run no containers. */
const onMachine = {nodeSelector: {'kubernetes.io/hostname': 'NODE'}};

/** A Pod of one nginx, on the node that runs containers. */
export function pod(name: string, {labels, spec = {}, container = {}}: PodParts = {}): KubeInput {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, ...(labels === undefined ? {} : {labels})},
    spec: {
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      ...onMachine,
      containers: [{name: 'main', image: 'nginx:1.18-alpine', ports: [{containerPort: 80}], ...container}],
      ...spec,
    },
  };
}

/** A Pod that runs a shell's line in busybox. */
export function shellPod(name: string, script: string, {spec = {}, container = {}}: PodParts = {}): KubeInput {
  return pod(name, {
    spec: {restartPolicy: 'Never', ...spec},
    container: {image: 'busybox:1.36', command: ['sh', '-c', script], ports: [], ...container},
  });
}

/** A template of one nginx that may go to any node, as it needs no container to work. */
export function template(app: string, spec: object = {}, container: object = {}): object {
  return {
    metadata: {labels: {app}},
    spec: {
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      containers: [{name: 'main', image: 'nginx:1.18-alpine', ...container}],
      ...spec,
    },
  };
}

/** A DaemonSet on the node that runs containers; what is given replaces parts of its spec. */
export function daemonSet(name: string, spec: object = {}): KubeInput {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {name},
    spec: {selector: {matchLabels: {app: name}}, template: template(name, onMachine), ...spec},
  };
}

/** A DaemonSet on every node. */
export function wideDaemonSet(name: string, spec: object = {}): KubeInput {
  return daemonSet(name, {template: template(name), ...spec});
}

export function deployment(name: string, spec: object = {}): KubeInput {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {name},
    spec: {replicas: 2, selector: {matchLabels: {app: name}}, template: template(name), ...spec},
  };
}

export function configMap(name: string, data: object): KubeInput {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data};
}
