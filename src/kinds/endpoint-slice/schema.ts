import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const endpointSchema = z.looseObject({
  addresses: listOf(z.string()),
  conditions: z.looseObject({ready: z.boolean().nullish(), terminating: z.boolean().nullish()}).prefault({}),
  hostname: z.string().nullish(),
  targetRef: z.looseObject({kind: z.string().optional(), name: z.string().optional()}).nullish(),
  nodeName: z.string().nullish(),
  zone: z.string().nullish(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** The ports and addresses behind a Service, or a part of them. */
export const endpointSliceSchema = kubernetesObjectSchema.extend({
  addressType: z.string().default(''),
  endpoints: listOf(endpointSchema),
  ports: listOf(
    z.looseObject({name: z.string().nullish(), port: z.number().nullish(), protocol: z.string().default('TCP')}),
  ),
});
export type EndpointSlice = z.infer<typeof endpointSliceSchema>;
