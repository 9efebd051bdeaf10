import {z} from 'zod';
import type {Revision} from '#src/kinds/rollout.ts';

/** What `kubectl rollout history` prints of one object, whose name has its type in front: `daemonset.apps/nginx`. */
export function printHistory(name: string, revisions: readonly Revision[]): string {
  const rows = revisions.map(({revision, changeCause}) => [String(revision), changeCause ?? '<none>'] as const);
  const lines = [['REVISION', 'CHANGE-CAUSE'] as const, ...rows].map(
    ([revision, cause]) => `${revision.padEnd('REVISION'.length)}  ${cause}`,
  );
  return [`${name} `, ...lines].join('\n');
}

const text = z.union([z.string(), z.number()]).transform(String);
const texts = z.record(z.string(), text).nullish();
const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().optional(),
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  ports: z.array(z.looseObject({containerPort: z.number(), protocol: z.string().default('TCP')})).nullish(),
  resources: z.looseObject({limits: texts, requests: texts}).nullish(),
  env: z.array(z.looseObject({name: z.string(), value: z.string().optional()})).nullish(),
  volumeMounts: z
    .array(z.looseObject({name: z.string(), mountPath: z.string(), readOnly: z.boolean().default(false)}))
    .nullish(),
});
const templateSchema = z.looseObject({
  metadata: z.looseObject({labels: texts, annotations: texts}).nullish(),
  spec: z.looseObject({
    containers: z.array(containerSchema),
    initContainers: z.array(containerSchema).nullish(),
    volumes: z.array(z.looseObject({name: z.string()})).nullish(),
  }),
});
type Container = z.infer<typeof containerSchema>;

/** What `kubectl rollout history --revision` prints of one object: the main parts of the Pod template. */
export function printRevision(name: string, {revision, template}: Revision): string {
  const {metadata, spec} = templateSchema.parse(template);
  const containers = (title: string, list: readonly Container[]) =>
    list.length === 0 ? [] : [`  ${title}:`, ...list.flatMap(containerLines)];
  const volumes = spec.volumes ?? [];
  return [
    `${name} with revision #${revision}`,
    'Pod Template:',
    ...pairLines('  Labels:', metadata?.labels, '='),
    ...(Object.keys(metadata?.annotations ?? {}).length === 0
      ? []
      : pairLines('  Annotations:', metadata?.annotations, ': ')),
    ...containers('Init Containers', spec.initContainers ?? []),
    ...containers('Containers', spec.containers),
    ...(volumes.length === 0
      ? ['  Volumes:\t<none>']
      : [
          '  Volumes:',
          ...volumes.flatMap(({name, ...source}) => [`   ${name}:`, `    Source:\t${JSON.stringify(source)}`]),
        ]),
  ].join('\n');
}

function pairLines(title: string, pairs: Readonly<Record<string, string>> | null | undefined, join: string): string[] {
  const entries = Object.entries(pairs ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return [`${title}\t<none>`];
  return entries.map(([key, value], index) => `${index === 0 ? title : ''}\t${key}${join}${value}`);
}

function containerLines(container: Container): string[] {
  const {name, image = '', command, args, ports, env, volumeMounts, resources} = container;
  const shownPorts = (ports ?? []).map((port) => `${port.containerPort}/${port.protocol}`);
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`    ${title}:`, ...items.map((item) => `      ${item}`)];
  const amounts = (pairs: Readonly<Record<string, string>> | null | undefined) =>
    Object.entries(pairs ?? {}).map(([key, value]) => `${key}:\t${value}`);
  const environment = (env ?? []).map(
    (variable) => `${variable.name}:\t${variable.value ?? '<set from a field, ConfigMap or Secret>'}`,
  );
  const mounts = (volumeMounts ?? []).map(
    (mount) => `${mount.mountPath} from ${mount.name} (${mount.readOnly ? 'ro' : 'rw'})`,
  );
  return [
    `   ${name}:`,
    `    Image:\t${image}`,
    `    Port${shownPorts.length > 1 ? 's' : ''}:\t${shownPorts.join(', ') || '<none>'}`,
    ...list('Command', command ?? []),
    ...list('Args', args ?? []),
    ...list('Limits', amounts(resources?.limits)),
    ...list('Requests', amounts(resources?.requests)),
    ...(environment.length === 0 ? ['    Environment:\t<none>'] : list('Environment', environment)),
    ...(mounts.length === 0 ? ['    Mounts:\t<none>'] : list('Mounts', mounts)),
  ];
}
