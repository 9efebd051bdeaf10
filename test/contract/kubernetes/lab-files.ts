import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

const label = 'kubernetes.courselabs.co: daemonsets';

interface Variant {
  command?: string;
  page?: string;
  hasLogs?: boolean;
  nodeSelector?: boolean;
  isOnDelete?: boolean;
}

/** One state of the lab's DaemonSet, as YAML. */
function daemonSet({command, page, hasLogs = true, nodeSelector = false, isOnDelete = false}: Variant): string {
  const mounts = [
    ...(hasLogs ? ['            - {name: logs, mountPath: /var/log/nginx}'] : []),
    ...(page === undefined ? [] : ['            - {name: html, mountPath: /usr/share/nginx/html}']),
  ];
  return [
    'apiVersion: apps/v1',
    'kind: DaemonSet',
    `metadata: {name: nginx, labels: {${label}}}`,
    'spec:',
    '  selector: {matchLabels: {app: nginx}}',
    ...(isOnDelete ? ['  updateStrategy: {type: OnDelete}'] : []),
    '  template:',
    `    metadata: {labels: {app: nginx${isOnDelete ? `, ${label}` : ''}}}`,
    '    spec:',
    ...(page === undefined
      ? []
      : [
          '      initContainers:',
          '        - name: init-html',
          '          image: nginx:1.18-alpine',
          `          command: ['sh', '-c', "echo '${page}' > /html/index.html"]`,
          '          volumeMounts: [{name: html, mountPath: /html}]',
        ]),
    '      containers:',
    '        - name: nginx',
    '          image: nginx:1.18-alpine',
    ...(command === undefined ? [] : [`          command: ['sh', '-c', "${command}"]`]),
    '          ports: [{containerPort: 80, name: http}]',
    '          volumeMounts:',
    ...mounts,
    ...(nodeSelector ? ['      nodeSelector: {kubernetes.courselabs.co.ip: public}'] : []),
    '      volumes:',
    ...(hasLogs ? ['        - {name: logs, hostPath: {path: /volumes/nginx-logs, type: DirectoryOrCreate}}'] : []),
    ...(page === undefined ? [] : ['        - {name: html, emptyDir: {}}']),
    '',
  ].join('\n');
}

function service(name: string, type: string, nodePort = ''): string {
  return [
    'apiVersion: v1',
    'kind: Service',
    `metadata: {name: ${name}, labels: {${label}}}`,
    'spec:',
    `  type: ${type}`,
    '  selector: {app: nginx}',
    `  ports: [{port: 8010, targetPort: 80${nodePort}}]`,
    '',
  ].join('\n');
}

const sleep = `apiVersion: v1
kind: Pod
metadata: {name: sleep, labels: {app: sleep, ${label}}}
spec:
  containers:
    - name: sleep
      image: busybox:1.36
      command: ['sh', '-c', 'while true; do sleep 1000; done']
      volumeMounts: [{name: node-root, mountPath: /node-root}]
  volumes: [{name: node-root, hostPath: {path: /, type: Directory}}]
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector: {matchExpressions: [{key: app, operator: In, values: [nginx]}]}
          topologyKey: kubernetes.io/hostname
`;

const files: Readonly<Record<string, string>> = {
  'nginx/daemonset.yaml': daemonSet({}),
  'nginx/services.yaml': `${service('nginx-lb', 'LoadBalancer')}---\n${service('nginx-np', 'NodePort', ', nodePort: 30010')}`,
  'update-bad/daemonset.yaml': daemonSet({command: 'echo broken > /usr/share/nginx/html/index.html'}),
  'update-good/daemonset.yaml': daemonSet({page: 'written by init'}),
  'update-subset/daemonset.yaml': daemonSet({page: 'on a subset', nodeSelector: true}),
  'on-delete.yaml': daemonSet({page: 'on delete', hasLogs: false, isOnDelete: true}),
  'sleep.yaml': sleep,
};

/** Writes the lab's manifests below a directory. */
export async function writeLabFiles(directory: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(directory, path, '..'), {recursive: true});
    await writeFile(join(directory, path), text);
  }
}
