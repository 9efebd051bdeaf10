import {z} from 'zod';

/** What every object that is described has. */
export const describedObjectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().default(''),
    uid: z.string().default(''),
    labels: z.record(z.string(), z.string()).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
    creationTimestamp: z.string().nullish(),
    deletionTimestamp: z.string().nullish(),
    deletionGracePeriodSeconds: z.number().nullish(),
    ownerReferences: z
      .array(z.looseObject({kind: z.string(), name: z.string(), uid: z.string(), controller: z.boolean().optional()}))
      .nullish(),
  }),
});
export type DescribedObject = z.infer<typeof describedObjectSchema>;

/** A number or a text, as `maxUnavailable` and ports have it. */
export const intOrStringSchema = z.union([z.number(), z.string()]);

/** The reference to the controller that made an object, if one did. */
export function controllerOf({metadata}: DescribedObject): {kind: string; name: string; uid: string} | undefined {
  return metadata.ownerReferences?.find(({controller}) => controller === true);
}

/** `Controlled By:`, if a controller made the object. */
export function controllerLines(object: DescribedObject): readonly string[] {
  const controller = controllerOf(object);
  return controller === undefined ? [] : [`Controlled By:\t${controller.kind}/${controller.name}`];
}
