import {z} from 'zod';
import {isManifest, type LabFiles} from '#src/operations/kubectl/lab-files.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {cleanupSchema, labHintsSchema, stepSchema, type Step} from './lab-step.ts';

/** What a lab can require of its cluster. `network-policies`: that they are enforced, and not only kept. */
export const requirements = ['network-policies'] as const;

/** What `specs/<lab>/lab.yaml` says: what the lab is about, what its sandboxes may do, and its steps. */
export const labSchema = z.strictObject({
  ...labPolicySchema.shape,
  title: z.string().trim().min(1).max(80),
  summary: z.string().trim().min(1).max(300),
  /** How long it takes, about. */
  minutes: z.int().positive(),
  /** Those of `images` that no registry has: the mistake that a step is about. Nobody looks for them on nodes. */
  absentImages: z.array(z.string()).default([]),
  /** Without what its steps cannot be passed. */
  requires: z.array(z.enum(requirements)).default([]),
  steps: z.array(stepSchema).min(1).max(25),
  /** Hints that any step may tell: for states that are not of one step. Each needs `when`. */
  hints: labHintsSchema,
  cleanup: cleanupSchema,
});

/** One of a course's labs: which of the steps are its own. */
export interface LabPart {
  readonly lab: string;
  readonly title: string;
  /** The place of its first step, from 0. */
  readonly first: number;
  readonly count: number;
}

/** A lab with its manifests, by their paths in its folder. */
export type Lab = z.infer<typeof labSchema> & {
  readonly files: LabFiles;
  /** The labs that it is made of, where it is a course. */
  readonly parts?: readonly LabPart[];
};

/** The images that nodes need for it. */
export const imagesToPull = ({images, absentImages}: Pick<Lab, 'images' | 'absentImages'>): string[] =>
  images.filter((image) => !absentImages.includes(image));

/** What of a manifest has the cluster make a volume. */
const asksForVolume = /^\s*(?:kind:\s*PersistentVolumeClaim\b|volumeClaimTemplates:)/mu;

/** Whether its manifests claim volumes, which only a cluster with a default StorageClass makes. */
export const claimsVolumes = ({files}: Pick<Lab, 'files'>): boolean =>
  [...files].some(([path, text]) => isManifest(path) && asksForVolume.test(text));

/** The step of that id, with its place from 0; undefined when the lab has none. */
export function findStep(lab: Pick<Lab, 'steps'>, id: string): {step: Step; index: number} | undefined {
  const index = lab.steps.findIndex((step) => step.id === id);
  const step = lab.steps[index];
  return step === undefined ? undefined : {step, index};
}
