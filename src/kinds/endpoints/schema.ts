import {z} from 'zod';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';

const addressesSchema = listOf(z.looseObject({ip: z.string()}));

const subsetSchema = z.looseObject({
  addresses: addressesSchema,
  notReadyAddresses: addressesSchema,
  ports: listOf(z.looseObject({name: z.string().default(''), port: z.number(), protocol: z.string().default('TCP')})),
});
export type EndpointSubset = z.infer<typeof subsetSchema>;

export const endpointsSchema = kubernetesObjectSchema.extend({subsets: listOf(subsetSchema)});
