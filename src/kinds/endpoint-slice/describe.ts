import {z} from 'zod';
import {alignTabs} from '../describing/align-tabs.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {Event} from '../event/schema.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';

const unset = '<unset>';

const endpointSchema = z.looseObject({
  addresses: z.array(z.string()).nullish(),
  conditions: z.looseObject({ready: z.boolean().nullish()}).prefault({}),
  hostname: z.string().nullish(),
  targetRef: z.looseObject({kind: z.string().default(''), name: z.string().default('')}).nullish(),
  nodeName: z.string().nullish(),
  zone: z.string().nullish(),
});

const endpointSliceSchema = kubernetesObjectSchema.extend({
  addressType: z.string().default(''),
  ports: z
    .array(z.looseObject({name: z.string().nullish(), port: z.number().nullish(), protocol: z.string().default('TCP')}))
    .nullish(),
  endpoints: z.array(endpointSchema).nullish(),
});
type DescribedSlice = z.infer<typeof endpointSliceSchema>;

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
    ...(slice.endpoints?.length ? ['Endpoints:', ...slice.endpoints.flatMap(endpointLines)] : ['Endpoints: <none>']),
    ...eventLines(events, now),
  ]);
}

function portLines({ports}: DescribedSlice): readonly string[] {
  if (!ports || ports.length === 0) return ['Ports: <unset>'];
  return [
    'Ports:',
    '  Name\tPort\tProtocol',
    '  ----\t----\t--------',
    ...ports.map(({name, port, protocol}) => `  ${name ? name : unset}\t${port ?? unset}\t${protocol}`),
  ];
}

function endpointLines({
  addresses,
  conditions,
  hostname,
  targetRef,
  nodeName,
  zone,
}: z.infer<typeof endpointSchema>): readonly string[] {
  return [
    `  - Addresses:\t${addresses?.length ? addresses.join(', ') : '<none>'}`,
    '    Conditions:',
    `      Ready:\t${conditions.ready ?? unset}`,
    `    Hostname:\t${hostname ?? unset}`,
    ...(targetRef ? [`    TargetRef:\t${targetRef.kind}/${targetRef.name}`] : []),
    `    NodeName:\t${nodeName ?? unset}`,
    `    Zone:\t${zone ?? unset}`,
  ];
}
