import {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {Event} from '../event/schema.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';

const addressesSchema = z.array(z.looseObject({ip: z.string()})).nullish();

const subsetSchema = z.looseObject({
  addresses: addressesSchema,
  notReadyAddresses: addressesSchema,
  ports: z
    .array(z.looseObject({name: z.string().default(''), port: z.number(), protocol: z.string().default('TCP')}))
    .nullish(),
});

const endpointsSchema = kubernetesObjectSchema.extend({subsets: z.array(subsetSchema).nullish()});

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
    ...(endpoints.subsets ?? []).flatMap(subsetLines),
    ...eventLines(events, now),
  ]);
}

function subsetLines({addresses, notReadyAddresses, ports}: z.infer<typeof subsetSchema>): readonly string[] {
  return [
    `  Addresses:\t${addressText(addresses)}`,
    `  NotReadyAddresses:\t${addressText(notReadyAddresses)}`,
    ...(ports && ports.length > 0 ? ['  Ports:', '    Name\tPort\tProtocol', '    ----\t----\t--------'] : []),
    ...(ports ?? []).map(({name, port, protocol}) => `    ${name === '' ? '<unset>' : name}\t${port}\t${protocol}`),
    '',
  ];
}

function addressText(addresses: z.infer<typeof addressesSchema>): string {
  return addresses && addresses.length > 0 ? addresses.map(({ip}) => ip).join(',') : '<none>';
}
