import {containerStatusLines, type ContainerStatus} from './container-status.ts';
import type {DescribedObject} from './described-object.ts';
import {environmentLines} from './environment-lines.ts';
import {sortedEntries} from './metadata-lines.ts';
import type {Amounts, Container} from './pod-spec.ts';
import {probeText} from './probe-text.ts';

interface ContainersOf {
  /** `Containers` or `Init Containers`, indented as a template's are. */
  readonly title: string;
  readonly containers: readonly Container[];
  /** The Pod that they run in with their states; a template has neither. */
  readonly pod?: DescribedObject;
  readonly statuses?: readonly ContainerStatus[];
}

/** The containers of a Pod, or of a template. */
export function containerLines({title, containers, pod, statuses = []}: ContainersOf): readonly string[] {
  const isTemplate = pod === undefined;
  return [
    `${isTemplate ? '  ' : ''}${title}:${containers.length === 0 ? ' <none>' : ''}`,
    ...containers.flatMap((container) => {
      const status = statuses.find(({name}) => name === container.name);
      return [
        `  ${isTemplate ? ' ' : ''}${container.name}:`,
        ...basicLines(container, status),
        ...commandLines('Command', container.command),
        ...commandLines('Args', container.args),
        ...(status === undefined ? [] : containerStatusLines(status)),
        ...amountLines('Limits', container.resources.limits),
        ...amountLines('Requests', container.resources.requests),
        ...probeLines(container),
        ...environmentLines(container, pod),
        ...mountLines(container),
      ];
    }),
  ];
}

function basicLines(container: Container, status: ContainerStatus | undefined): readonly string[] {
  const ports = container.ports ?? [];
  const seccompProfile = container.securityContext?.seccompProfile;
  return [
    ...(status === undefined ? [] : [`    Container ID:\t${status.containerID}`]),
    `    Image:\t${container.image}`,
    ...(status === undefined ? [] : [`    Image ID:\t${status.imageID}`]),
    portLine(
      'Port',
      ports.map(({containerPort, protocol}) => `${containerPort}/${protocol}`),
    ),
    portLine(
      'Host Port',
      ports.map(({hostPort, protocol}) => `${hostPort}/${protocol}`),
    ),
    ...(seccompProfile ? [`    SeccompProfile:\t${seccompProfile.type}`] : []),
  ];
}

function portLine(title: string, ports: readonly string[]): string {
  if (ports.length === 0) return `    ${title}:\t<none>`;
  return `    ${title}${ports.length > 1 ? 's' : ''}:\t${ports.join(', ')}`;
}

function commandLines(title: string, words: readonly string[] | null | undefined): readonly string[] {
  if (!words || words.length === 0) return [];
  return [`    ${title}:`, ...words.flatMap((word) => word.split('\n').map((line) => `      ${line}`))];
}

function amountLines(title: string, amounts: Amounts | null | undefined): readonly string[] {
  const entries = sortedEntries(amounts);
  return entries.length === 0 ? [] : [`    ${title}:`, ...entries.map(([name, amount]) => `      ${name}:\t${amount}`)];
}

function probeLines({livenessProbe, readinessProbe, startupProbe}: Container): readonly string[] {
  return [
    ...(livenessProbe ? [`    Liveness:\t${probeText(livenessProbe)}`] : []),
    ...(readinessProbe ? [`    Readiness:\t${probeText(readinessProbe)}`] : []),
    ...(startupProbe ? [`    Startup:\t${probeText(startupProbe)}`] : []),
  ];
}

function mountLines({volumeMounts}: Container): readonly string[] {
  const mounts = (volumeMounts ?? []).toSorted((one, other) => (one.mountPath < other.mountPath ? -1 : 1));
  if (mounts.length === 0) return ['    Mounts:\t<none>'];
  return [
    '    Mounts:',
    ...mounts.map(({mountPath, name, readOnly, subPath}) => {
      const flags = [readOnly ? 'ro' : 'rw', ...(subPath === '' ? [] : [`path=${JSON.stringify(subPath)}`])];
      return `      ${mountPath} from ${name} (${flags.join(',')})`;
    }),
  ];
}
