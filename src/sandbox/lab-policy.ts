import {z} from 'zod';

const leafSchema = z
  .string()
  .regex(/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/, 'an absolute path without `..`, `//` or a slash at its end');

/**
 * What a lab lets learners do in their sandboxes. Read from the lab's `lab.yaml`, whose other keys it leaves alone.
 */
export const labPolicySchema = z.object({
  /** The lab's name, as in `specs/<lab>`. */
  lab: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
  /** The images that containers may run, exactly as a manifest writes them. */
  images: z.array(z.string().min(1)).min(1).readonly(),
  /** Folders of the node that Pods may write to. A folder below another could be planted as a link: refused. */
  hostPathLeaves: z
    .array(leafSchema)
    .readonly()
    .refine(
      (leaves) => leaves.every((leaf) => leaves.every((other) => !other.startsWith(`${leaf}/`))),
      'no host path may lie below another',
    ),
  /** Pods that one sandbox may have on a node at a time, those that are ending included. */
  podsPerNode: z.int().min(1).max(50),
  nodesPerSandbox: z.int().min(1).max(20),
  /** Whether Services of type LoadBalancer stay what they are; else they become ClusterIP. */
  keepsLoadBalancer: z.boolean().default(false),
});
export type LabPolicy = z.infer<typeof labPolicySchema>;
