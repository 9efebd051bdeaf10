import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {resourceTypeNameSchema, typesThat} from '#src/kinds/resource-types.ts';

/** YAML a learner applies or deletes by, with the name under which errors speak of it (a path or `your YAML`). */
export const manifestSourceSchema = z.object({
  name: z.string(),
  yaml: z.string(),
  /** Whether a line stands for it: nobody has seen this text, and it is told by its fields alone. */
  isOfLine: z.literal(true).optional(),
});
export type ManifestSource = z.infer<typeof manifestSourceSchema>;

/** The same sources without their text: enough to name them. */
export const withoutYaml = (sources: readonly ManifestSource[]): ManifestSource[] =>
  sources.map((source) => ({...source, yaml: ''}));

/**
 * A name as typed, or what `$(kubectl get TYPE -o jsonpath='{.items[N].metadata.name}')` stands for: the name of
 * item N (from 0) of that list, looked up when the operation runs.
 */
export const objectNameSchema = z.union([
  z.string(),
  z.object({type: resourceTypeNameSchema, selector: z.string().optional(), item: z.number().int().nonnegative()}),
]);
export type ObjectName = z.infer<typeof objectNameSchema>;

/** What a command is about: all objects of a type, or one by its name. */
export const resourceArgumentSchema = z.object({type: resourceTypeNameSchema, name: objectNameSchema.optional()});
export type ResourceArgument = z.infer<typeof resourceArgumentSchema>;

/** A Pod, or what has Pods. */
export const podTargetSchema = z.object({type: z.enum(typesThat('hasPods')), name: objectNameSchema});
export type PodTarget = z.infer<typeof podTargetSchema>;

/** What can be changed, by name. */
export const writeTargetSchema = z.object({type: z.enum(typesThat('isWritable')), name: objectNameSchema});
export type WriteTarget = z.infer<typeof writeTargetSchema>;

/** The same, or all of a type, or those of it that a selector finds. */
export const chosenTargetSchema = z.object({
  type: writeTargetSchema.shape.type,
  name: objectNameSchema.optional(),
  selector: z.string().optional(),
});
export type ChosenTarget = z.infer<typeof chosenTargetSchema>;

/** An object that a line stands for, as kubectl would print it. */
export const lineObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());
