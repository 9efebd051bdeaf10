import {z} from 'zod';
import type {World} from './world.ts';

const kubeletSchema = z.looseObject({
  kubeletconfig: z.looseObject({
    readOnlyPort: z.number().optional(),
    podPidsLimit: z.number().optional(),
    authentication: z.looseObject({anonymous: z.looseObject({enabled: z.boolean()})}),
  }),
});

/** How the kubelet of the learners' node is configured. */
export async function kubeletOf({admin, mallory}: World): Promise<z.infer<typeof kubeletSchema>['kubeletconfig']> {
  return kubeletSchema.parse(await admin.find(`/api/v1/nodes/${mallory.node}/proxy/configz`)).kubeletconfig;
}
