import {z} from 'zod';
import {claimAmountSchema, usualClaim} from './claim-amount.ts';
import {containerAmountsSchema} from './container-amounts.ts';

const podSecurityLevels = ['baseline', 'restricted'] as const;

const leafSchema = z
  .string()
  .regex(/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/, 'an absolute path without `..`, `//` or a slash at its end');

/** Without commas, which stand between images in an annotation of a sandbox's namespace. */
const imageSchema = z.string().regex(/^[^\s,]+$/, 'an image as a manifest names it');

/**
 * What a lab lets learners do in their sandboxes. Read from the lab's `lab.yaml`, whose other keys it leaves alone.
 */
export const labPolicySchema = z.object({
  /** The lab's name, as in `specs/<lab>`. */
  lab: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
  /** The images that containers may run, exactly as a manifest writes them. */
  images: z.array(imageSchema).min(1).readonly(),
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
  /** What a container may have at the most, within what the operator allows; a sandbox has as much for each of its Pods. */
  largestContainer: containerAmountsSchema.prefault({}),
  /** What a claim may ask for at the most, within what the operator allows; a sandbox has room for ten of them. */
  largestClaim: claimAmountSchema.prefault(usualClaim),
  /** How many namespaces a learner may make besides the one that they have; the sandbox's room is shared among them. */
  namespaces: z.int().min(0).max(5).default(2),
  /** Whether Services of type LoadBalancer stay what they are; else they become ClusterIP. */
  keepsLoadBalancer: z.boolean().default(false),
  /**
   * The level of the Pod Security standards that sandboxes without folders of the node enforce. `restricted` takes images
   * that do not run as root, and manifests that say so.
   */
  podSecurity: z.enum(podSecurityLevels).default('baseline'),
});
export type LabPolicy = z.infer<typeof labPolicySchema>;
