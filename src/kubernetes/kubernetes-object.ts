import {z} from 'zod';
import type {JsonObject} from './json.ts';

/** What every object has; the rest is kept as it came. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().default(''),
    resourceVersion: z.string().default(''),
    generation: z.number().int().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    creationTimestamp: z.string().nullish(),
    deletionTimestamp: z.string().optional(),
    deletionGracePeriodSeconds: z.number().optional(),
    ownerReferences: z
      .array(z.looseObject({kind: z.string(), name: z.string(), uid: z.string(), controller: z.boolean().optional()}))
      .optional(),
  }),
});
export type KubernetesObject = z.infer<typeof kubernetesObjectSchema>;

/** What was read from YAML or sent by the API server is JSON; its type says less. */
export function asJson(object: Readonly<Record<string, unknown>>): JsonObject {
  return object as JsonObject;
}

/** The reference to the controller that made an object, if one did. */
export function controllerOf({metadata}: KubernetesObject): {kind: string; name: string; uid: string} | undefined {
  return metadata.ownerReferences?.find(({controller}) => controller === true);
}

export const objectListSchema = z.looseObject({
  metadata: z.looseObject({resourceVersion: z.string().optional(), continue: z.string().optional()}),
  items: z.array(kubernetesObjectSchema).nullable(),
});
