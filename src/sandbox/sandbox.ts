import {z} from 'zod';
import {aliasSchema} from '#src/operations/namespace-alias.ts';
import {labPolicySchema} from './lab-policy.ts';

/**
 * A namespace of a sandbox. Always of three parts, so that no sandbox can be called `labrador-system`, and a DNS
 * label, so that it fits into the names made from it. The first one that a sandbox has is its home; what further ones are
 * called follows behind two dashes, which stand nowhere in the name of a home: so none is taken for another sandbox's.
 */
export const namespaceSchema = z
  .string()
  .max(63)
  .regex(/^labrador(?:-[a-z0-9]+){2,}(?:--[a-z0-9]+)?$/)
  .brand<'Namespace'>();
export type Namespace = z.infer<typeof namespaceSchema>;

/** Short enough that a namespace made of it and a chat’s user id is a DNS label. */
export const workshopIdSchema = z
  .string()
  .max(32)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const installationIdSchema = z.string().regex(/^[a-z0-9]{1,8}$/);
/** Without a dash: else two pairs of workshop and learner could make the same namespace. */
const learnerIdSchema = z.string().regex(/^[a-z0-9]+$/);

/** One learner's sandbox in a workshop: everything that policy and manifests follow from. */
export const sandboxSpecSchema = z.object({
  namespace: namespaceSchema,
  /** What its learner calls the namespace, where that is one that they made: a sandbox of its own in all but the nodes. */
  alias: aliasSchema.optional(),
  workshop: workshopIdSchema,
  /** Which Labrador it is of; those made before there was more than one do not say. */
  installation: installationIdSchema.optional(),
  learner: z.object({id: learnerIdSchema, name: z.string()}),
  /** Names of the nodes that the sandbox owns: its slice. */
  nodes: z.array(z.string().min(1)).min(1).readonly(),
  lab: labPolicySchema,
});
export type SandboxSpec = z.infer<typeof sandboxSpecSchema>;

/**
 * The namespace of a learner's sandbox: `labrador-<workshop>-<learner>`.
 * @throws ZodError when an id is not lower-case letters and digits (and inner dashes for the workshop), or the
 * result is longer than 63 characters.
 */
export function sandboxNamespace(workshopId: string, learnerId: string): Namespace {
  return namespaceSchema.parse(`labrador-${workshopIdSchema.parse(workshopId)}-${learnerIdSchema.parse(learnerId)}`);
}

/** The first namespace of the sandbox that a namespace belongs to: after it are called what all of them share. */
export function homeOf(namespace: string): Namespace {
  return namespaceSchema.parse(namespace.split('--', 1)[0]);
}
