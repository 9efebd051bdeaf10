import {isIP} from 'node:net';
import {fieldError, type FieldError} from '../status-error.ts';
import type {Endpoints} from '../objects/cluster-objects.ts';
import {atomicObject, integer, kind, list, object, objectReference, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {labelName} from './names.ts';
import {validatePort, validateProtocol} from './port-validation.ts';
import {defineType} from './resource-type.ts';
import {ipRule} from './service-validation.ts';

type Subset = NonNullable<Endpoints['subsets']>[number];
type SubsetPort = NonNullable<Subset['ports']>[number];

const address = atomicObject('EndpointAddress', {
  ip: string,
  hostname: string,
  nodeName: string,
  targetRef: objectReference,
});

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/ */
export const endpoints = defineType<Endpoints>({
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  plural: 'endpoints',
  singular: 'endpoints',
  kind: 'Endpoints',
  shortNames: ['ep'],
  schema: kind('Endpoints', {
    subsets: list(
      object('EndpointSubset', {
        addresses: list(address),
        notReadyAddresses: list(address),
        ports: list(
          atomicObject('EndpointPort', {name: string, port: integer, protocol: string, appProtocol: string}, ['port']),
        ),
      }),
    ),
  }),
  columns: [nameColumn, column('Endpoints'), ageColumn],
  row: (object, nowMs) => [object.metadata.name, formatEndpoints(object), age(object, nowMs)],
  setDefaults: ({subsets = []}) => {
    for (const {ports = []} of subsets) for (const port of ports) port.protocol ??= 'TCP';
  },
  validate: ({subsets = []}) => subsets.flatMap((subset, at) => validateSubset(subset, `subsets[${at}]`)),
});

/** At most three addresses are shown, the rest are counted. */
function formatEndpoints({subsets = []}: Endpoints): string {
  if (subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({addresses = [], ports = []}) =>
    ports.length === 0
      ? addresses.map(({ip}) => ip)
      : ports.flatMap(({port}) => addresses.map(({ip}) => `${ip}:${port}`)),
  );
  const shown = all.slice(0, 3).join(',');
  return all.length > 3 ? `${shown} + ${all.length - 3} more...` : shown;
}

function validateSubset({addresses = [], notReadyAddresses = [], ports = []}: Subset, field: string): FieldError[] {
  const isEmpty = addresses.length + notReadyAddresses.length === 0;
  return [
    ...(isEmpty ? [fieldError.required(field, 'must specify `addresses` or `notReadyAddresses`')] : []),
    ...addresses.flatMap(({ip}, at) => validateAddress(ip, `${field}.addresses[${at}].ip`)),
    ...notReadyAddresses.flatMap(({ip}, at) => validateAddress(ip, `${field}.notReadyAddresses[${at}].ip`)),
    ...ports.flatMap((port, at) => validateSubsetPort(port, ports.length > 1, `${field}.ports[${at}]`)),
  ];
}

function validateSubsetPort(
  {name = '', port = 0, protocol}: Partial<SubsetPort>,
  isOneOfMany: boolean,
  field: string,
): FieldError[] {
  return [
    ...(name === '' && isOneOfMany ? [fieldError.required(`${field}.name`)] : []),
    ...(name === '' ? [] : labelName(name).map((why) => fieldError.invalid(`${field}.name`, name, why))),
    ...validatePort(port, `${field}.port`),
    ...validateProtocol(protocol, `${field}.protocol`),
  ];
}

/** What no other machine can reach is no address of anything. */
function validateAddress(ip: string, field: string): FieldError[] {
  if (isIP(ip) === 0) {
    return [fieldError.invalid(field, ip, ipRule), fieldError.invalid(field, ip, 'must be a valid IP address')];
  }
  const ranges: readonly (readonly [RegExp, string])[] = [
    [/^(0\.0\.0\.0|::)$/, 'may not be unspecified (0.0.0.0 or ::)'],
    [/^(127\.|::1$)/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
    [/^(169\.254\.|fe80:)/i, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
    [/^(224\.0\.0\.|ff02:)/i, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
  ];
  return ranges.flatMap(([range, why]) => (range.test(ip) ? [fieldError.invalid(field, ip, why)] : []));
}
