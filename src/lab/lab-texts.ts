import {z} from 'zod';
import {checkSchema, hintSchema, predictionSchema, stepSchema} from './lab-step.ts';
import {labSchema} from './lab.ts';

const checkTextsSchema = z.strictObject({
  id: checkSchema.shape.id,
  title: checkSchema.shape.title.optional(),
  /** What a label of the lab is called in this language. */
  evidence: z.record(z.string(), z.string().trim().min(1).max(40)).optional(),
  redo: checkSchema.shape.redo,
});
export type CheckTexts = z.infer<typeof checkTextsSchema>;

/** In the order of the lab's hints, which have no names. */
const hintTextsSchema = z.array(z.strictObject({text: hintSchema.shape.text}));

const stepTextsSchema = z.strictObject({
  id: stepSchema.shape.id,
  title: stepSchema.shape.title.optional(),
  text: stepSchema.shape.text.optional(),
  prediction: predictionSchema.omit({answer: true}).partial().optional(),
  checks: z.array(checkTextsSchema).optional(),
  observe: z.array(stepSchema.shape.observe.unwrap().element).optional(),
  hints: hintTextsSchema.optional(),
  solution: z.strictObject({text: stepSchema.shape.solution.shape.text}).optional(),
});
export type StepTexts = z.infer<typeof stepTextsSchema>;

/** What `specs/<lab>/lab.<language>.yaml` says: the lab's texts in that language, each where it stands in `lab.yaml`. */
export const labTextsSchema = z.strictObject({
  title: labSchema.shape.title.optional(),
  summary: labSchema.shape.summary.optional(),
  steps: z.array(stepTextsSchema).optional(),
  hints: hintTextsSchema.optional(),
  cleanup: z.strictObject({gone: z.array(checkTextsSchema).optional()}).optional(),
});
export type LabTexts = z.infer<typeof labTextsSchema>;
