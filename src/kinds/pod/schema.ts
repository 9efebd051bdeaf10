import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {listOf} from '#src/kubernetes/list-of.ts';
import {containerStatusSchema} from './container-status.ts';

const containersSchema = listOf(
  z.looseObject({
    name: z.string(),
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional(),
    restartPolicy: z.string().optional(),
    ports: listOf(
      z.looseObject({containerPort: z.number(), name: z.string().optional(), protocol: z.string().optional()}),
    ),
  }),
);
const containerStatusesSchema = listOf(containerStatusSchema);

/** What the cluster says of a Pod; a text that is left out is empty. */
export const podStatusSchema = z.looseObject({
  phase: z.string().default(''),
  reason: z.string().default(''),
  message: z.string().default(''),
  hostIP: z.string().default(''),
  podIP: z.string().default(''),
  conditions: conditionsSchema,
  initContainerStatuses: containerStatusesSchema,
  containerStatuses: containerStatusesSchema,
  ephemeralContainerStatuses: containerStatusesSchema,
});

/** A Pod as the API server's JSON has it, as much of it as is asked for in more than one place. */
export const podSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      nodeName: z.string().optional(),
      hostNetwork: z.boolean().optional(),
      restartPolicy: z.string().optional(),
      containers: containersSchema,
      initContainers: containersSchema,
    })
    .prefault({}),
  status: podStatusSchema.prefault({}),
});
export type Pod = z.infer<typeof podSchema>;

/** Whether all of the Pod's containers have ended, and none is started again. */
export const hasTerminalPhase = ({status}: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

export const isLeaving = ({metadata}: Pod): boolean => metadata.deletionTimestamp !== undefined;
