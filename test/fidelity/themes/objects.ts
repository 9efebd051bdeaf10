/** A Pod of one nginx. */
export function pod(name: string, {labels, spec = {}, container = {}}: PodParts = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, ...(labels === undefined ? {} : {labels})},
    spec: {
      terminationGracePeriodSeconds: 1,
      automountServiceAccountToken: false,
      containers: [{name: 'main', image: 'nginx:1.18-alpine', ports: [{containerPort: 80}], ...container}],
      ...spec,
    },
  };
}

interface PodParts {
  labels?: Record<string, string>;
  spec?: object;
  container?: object;
}

/** A DaemonSet of one nginx a node; what is given replaces parts of its spec. */
export function daemonSet(name: string, spec: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {name},
    spec: {
      selector: {matchLabels: {app: name}},
      template: {
        metadata: {labels: {app: name}},
        spec: {
          terminationGracePeriodSeconds: 1,
          automountServiceAccountToken: false,
          containers: [{name: 'main', image: 'nginx:1.18-alpine'}],
        },
      },
      ...spec,
    },
  };
}

export function configMap(name: string, data: object): object {
  return {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data};
}
