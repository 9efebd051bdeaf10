import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {endpointsSchema, type EndpointSubset} from './schema.ts';

/** What `kubectl describe endpoints` prints of one. */
export function describeEndpoints(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const endpoints = endpointsSchema.parse(object);
  return alignTabs([
    ...nameLines(endpoints),
    ...labelAndAnnotationLines(endpoints),
    'Subsets:',
    ...endpoints.subsets.flatMap(subsetLines),
    ...eventLines(events, now),
  ]);
}

function subsetLines({addresses, notReadyAddresses, ports}: EndpointSubset): readonly string[] {
  return [
    `  Addresses:\t${addressText(addresses)}`,
    `  NotReadyAddresses:\t${addressText(notReadyAddresses)}`,
    ...(ports.length > 0 ? ['  Ports:', '    Name\tPort\tProtocol', '    ----\t----\t--------'] : []),
    ...ports.map(({name, port, protocol}) => `    ${name === '' ? '<unset>' : name}\t${port}\t${protocol}`),
    '',
  ];
}

function addressText(addresses: EndpointSubset['addresses']): string {
  return addresses.length > 0 ? addresses.map(({ip}) => ip).join(',') : '<none>';
}
