import type {ContainerStatus} from '../container-status.ts';
import {containerStatusLines} from './container-status-lines.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {environmentLines} from './environment-lines.ts';
import type {Container} from '../pod-spec.ts';
import {probeText} from './probe-text.ts';
import {resourceLines} from './resource-lines.ts';
import {seccompLines} from './seccomp-lines.ts';

interface ContainersOf {
  /** `Containers`, `Init Containers` or `Ephemeral Containers`, indented as a template's are. */
  readonly title: string;
  readonly containers: readonly Container[];
  /** The Pod that they run in with their states; a template has neither. */
  readonly pod?: KubernetesObject;
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
        ...resourceLines(container.resources, '    '),
        ...probeLines(container),
        ...environmentLines(container, pod),
        ...mountLines(container),
        ...deviceLines(container),
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
      ports.map(({containerPort, protocol, name}) => `${containerPort}/${protocol}${named(name)}`),
    ),
    portLine(
      'Host Port',
      ports.map(({hostPort, protocol, name}) => `${hostPort}/${protocol}${named(name)}`),
    ),
    ...seccompLines(seccompProfile, {indent: '    ', fileIndent: '      '}),
  ];
}

const named = (name: string): string => (name === '' ? '' : ` (${name})`);

function portLine(title: string, ports: readonly string[]): string {
  if (ports.length === 0) return `    ${title}:\t<none>`;
  return `    ${title}${ports.length > 1 ? 's' : ''}:\t${ports.join(', ')}`;
}

function commandLines(title: string, words: readonly string[] | null | undefined): readonly string[] {
  if (!words || words.length === 0) return [];
  return [`    ${title}:`, ...words.flatMap((word) => word.split('\n').map((line) => `      ${line}`))];
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

function deviceLines({volumeMounts, volumeDevices}: Container): readonly string[] {
  const devices = (volumeDevices ?? []).toSorted((one, other) => (one.devicePath < other.devicePath ? -1 : 1));
  if (devices.length === 0) return [];
  // kubectl says here whether there are mounts
  const mounts = (volumeMounts ?? []).length === 0 ? '\t<none>' : '';
  return [`    Devices:${mounts}`, ...devices.map(({devicePath, name}) => `      ${devicePath} from ${name}`)];
}
