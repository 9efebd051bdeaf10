import {z} from 'zod';
import type {LabFiles} from '../operations/kubectl/lab-files.ts';
import {labPolicySchema} from '../sandbox/lab-policy.ts';

/** What `specs/<lab>/lab.yaml` says: what the lab is about, and what its sandboxes may do. */
export const labSchema = labPolicySchema.extend({
  title: z.string().min(1),
  summary: z.string().min(1),
  minutes: z.number().int().positive(),
  /** What a learner is told to do first, a sentence each. */
  welcome: z.array(z.string().min(1)).default([]),
});

/** A lab with its manifests, by their paths in its folder. */
export type Lab = z.infer<typeof labSchema> & {readonly files: LabFiles};
