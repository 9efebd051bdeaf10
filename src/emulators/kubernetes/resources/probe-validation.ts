import {fieldError, type FieldError} from '../status-error.ts';
import type {Container, Probe} from '../objects/pod.ts';
import {validatePort, validatePortOrName} from './port-validation.ts';

const schemes = ['HTTP', 'HTTPS'];
const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

type Action = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'>;

/** What is wrong with how a container's state is asked for. */
export function validateProbes({livenessProbe, readinessProbe, startupProbe}: Container, field: string): FieldError[] {
  const once = (probe: Probe | undefined, at: string): FieldError[] => {
    const {successThreshold = 1} = probe ?? {};
    return successThreshold === 1 ? [] : [fieldError.invalid(`${at}.successThreshold`, successThreshold, 'must be 1')];
  };
  return [
    ...validateProbe(livenessProbe, `${field}.livenessProbe`),
    ...once(livenessProbe, `${field}.livenessProbe`),
    ...validateProbe(readinessProbe, `${field}.readinessProbe`),
    ...validateProbe(startupProbe, `${field}.startupProbe`),
    ...once(startupProbe, `${field}.startupProbe`),
  ];
}

function validateProbe(probe: Probe | undefined, field: string): FieldError[] {
  if (probe === undefined) return [];
  const negative = counts.filter((part) => (probe[part] ?? 0) < 0);
  return [
    ...validateAction(probe, field),
    ...negative.map((part) =>
      fieldError.invalid(`${field}.${part}`, probe[part], 'must be greater than or equal to 0'),
    ),
  ];
}

/** Exactly one way of asking is given; of others, the first is looked at. */
function validateAction(action: Action, field: string): FieldError[] {
  const given = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter((way) => action[way] !== undefined);
  const [first, ...others] = given;
  if (first === undefined) return [fieldError.required(field, 'must specify a handler type')];
  return [
    ...validateWay(first, action, `${field}.${first}`),
    ...others.map((way) => fieldError.forbidden(`${field}.${way}`, 'may not specify more than 1 handler type')),
  ];
}

function validateWay(way: keyof Action, {exec, httpGet, tcpSocket, grpc}: Action, field: string): FieldError[] {
  switch (way) {
    case 'exec':
      return (exec?.command ?? []).length === 0 ? [fieldError.required(`${field}.command`)] : [];
    case 'httpGet': {
      const {port = 0, scheme = 'HTTP'} = httpGet ?? {};
      return [
        ...validatePortOrName(port, `${field}.port`),
        ...(schemes.includes(scheme) ? [] : [fieldError.notSupported(`${field}.scheme`, scheme, schemes)]),
      ];
    }
    case 'tcpSocket':
      return validatePortOrName(tcpSocket?.port ?? 0, `${field}.port`);
    case 'grpc':
      return validatePort(grpc?.port ?? 0, `${field}.port`);
  }
}
