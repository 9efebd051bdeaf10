import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {endpointSliceSchema, type Endpoint, type EndpointSlice} from './schema.ts';

const unset = '<unset>';

/** What `kubectl describe endpointslice` prints of one. */
export function describeEndpointSlice(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const slice = endpointSliceSchema.parse(object);
  return alignTabs([
    ...nameLines(slice),
    ...labelAndAnnotationLines(slice),
    `AddressType:\t${slice.addressType}`,
    ...portLines(slice),
    ...(slice.endpoints.length > 0 ? ['Endpoints:', ...slice.endpoints.flatMap(endpointLines)] : ['Endpoints: <none>']),
    ...eventLines(events, now),
  ]);
}

function portLines({ports}: EndpointSlice): readonly string[] {
  if (ports.length === 0) return ['Ports: <unset>'];
  return [
    'Ports:',
    '  Name\tPort\tProtocol',
    '  ----\t----\t--------',
    ...ports.map(({name, port, protocol}) => `  ${name ? name : unset}\t${port ?? unset}\t${protocol}`),
  ];
}

function endpointLines({addresses, conditions, hostname, targetRef, nodeName, zone}: Endpoint): readonly string[] {
  return [
    `  - Addresses:\t${addresses.length > 0 ? addresses.join(', ') : '<none>'}`,
    '    Conditions:',
    `      Ready:\t${conditions.ready ?? unset}`,
    `    Hostname:\t${hostname ?? unset}`,
    ...(targetRef ? [`    TargetRef:\t${targetRef.kind ?? ''}/${targetRef.name ?? ''}`] : []),
    `    NodeName:\t${nodeName ?? unset}`,
    `    Zone:\t${zone ?? unset}`,
  ];
}
