import type {ObjectMeta} from '../objects/kube-object.ts';
import type {Container, PodSpec} from '../objects/pod.ts';
import {labelName} from './names.ts';

const otherName = (since: string, now: string): string => `deprecated since ${since}; use "${now}" instead`;
/** Labels of nodes that go by another name now. */
const renamedLabels: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', otherName('v1.14', 'kubernetes.io/arch')],
  ['beta.kubernetes.io/os', otherName('v1.14', 'kubernetes.io/os')],
  ['failure-domain.beta.kubernetes.io/region', otherName('v1.17', 'topology.kubernetes.io/region')],
  ['failure-domain.beta.kubernetes.io/zone', otherName('v1.17', 'topology.kubernetes.io/zone')],
  ['beta.kubernetes.io/instance-type', otherName('v1.17', 'node.kubernetes.io/instance-type')],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead'],
]);

interface Templated {
  metadata: ObjectMeta;
  spec: {template: {spec: PodSpec}};
}

interface Placed {
  container: Container;
  field: string;
}

/** What is said of a Pod's or a Deployment's name that cannot be a host's. */
export function hostNameWarnings({name}: ObjectMeta, usedIn: string): string[] {
  const why = labelName(name);
  if (why.length === 0) return [];
  return [
    `metadata.name: this is used in ${usedIn}, which can result in surprising behavior; a DNS label is recommended: [${why.join(' ')}]`,
  ];
}

/**
 * What is allowed in a Pod and is hardly meant.
 * @param path `spec`, or `spec.template.spec`
 */
export function podWarnings(spec: PodSpec, path: string): string[] {
  const containers = placed(spec, path);
  return [
    ...Object.keys(spec.nodeSelector ?? {}).flatMap((label) => renamedLabel(label, `${path}.nodeSelector[${label}]`)),
    ...containers.flatMap(hiddenVariables),
    ...repeatedPorts(containers),
    ...repeatedPortNames(containers),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [`${path}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
    ...selectorlessTerms(spec, path),
  ];
}

/** What is hardly meant in a template, told when its object is new or changed. */
export function templateWarnings(object: Templated, old: Templated | undefined): string[] {
  if (old !== undefined && object.metadata.generation === old.metadata.generation) return [];
  return podWarnings(object.spec.template.spec, 'spec.template.spec');
}

function placed({initContainers = [], containers = []}: Partial<PodSpec>, path: string): Placed[] {
  const at = (group: string, all: Container[]): Placed[] =>
    all.map((container, index) => ({container, field: `${path}.${group}[${index}]`}));
  return [...at('initContainers', initContainers), ...at('containers', containers)];
}

function renamedLabel(label: string, field: string): string[] {
  const why = renamedLabels.get(label);
  return why === undefined ? [] : [`${field}: ${why}`];
}

function hiddenVariables({container, field}: Placed): string[] {
  const seen = new Set<string>();
  return (container.env ?? []).flatMap(({name, value = '', valueFrom}, at) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    const goesOn = valueFrom === undefined && value !== `$(${name})` && value.includes(`$(${name})`);
    if (!isRepeated || goesOn) return [];
    return [`${field}.env[${at}]: hides previous definition of "${name}", which may be dropped when using apply`];
  });
}

function repeatedPorts(containers: readonly Placed[]): string[] {
  const seen = new Map<string, {field: string; hostPort: number}[]>();
  return containers.flatMap(({container, field}) =>
    (container.ports ?? []).flatMap(({containerPort, protocol = 'TCP', hostPort = 0}, at) => {
      const port = {field: `${field}.ports[${at}]`, hostPort};
      const key = `${containerPort}/${protocol}`;
      const others = seen.get(key) ?? [];
      seen.set(key, [...others, port]);
      return others.flatMap((other) => {
        if (other.hostPort === hostPort) return [`${port.field}: duplicate port definition with ${other.field}`];
        const isLoose = other.hostPort === 0 || hostPort === 0;
        return isLoose ? [`${port.field}: overlapping port definition with ${other.field}`] : [];
      });
    }),
  );
}

function repeatedPortNames(containers: readonly Placed[]): string[] {
  const first = new Map<string, string>();
  return containers.flatMap(({container, field}) =>
    (container.ports ?? []).flatMap(({name = ''}, at) => {
      const own = `${field}.ports[${at}]`;
      const other = first.get(name);
      if (name === '') return [];
      if (other === undefined) first.set(name, own);
      return other === undefined
        ? []
        : [
            `${own}: duplicate port name "${name}" with ${other}, services and probes that select ports by name will use ${other}`,
          ];
    }),
  );
}

function selectorlessTerms({affinity}: PodSpec, path: string): string[] {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((kind) =>
    (affinity?.[kind]?.[required] ?? []).flatMap(({labelSelector}, at) =>
      labelSelector === undefined
        ? [`${path}.affinity.${kind}.${required}[${at}].labelSelector: a null labelSelector results in matching no pod`]
        : [],
    ),
  );
}
