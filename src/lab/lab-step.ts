import {z} from 'zod';

const idSchema = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/, 'lower-case letters, digits and inner dashes, at most 40');

/** Markdown that a chat can show, in our own words. */
const textSchema = z.string().trim().min(1);

/** A line as a learner types it: `kubectl …`, or `/browse` with its options. */
const lineSchema = z.string().trim().min(1).max(300);

/** An expression in CEL over the sandbox's objects. @see docs/authoring.md */
const expressionSchema = z.string().trim().min(1).max(2_000);

export const checkSchema = z.strictObject({
  id: idSchema,
  /** What holds when it is passed: a sentence without a full stop. */
  title: z.string().trim().min(1).max(100),
  /** True when it is passed. */
  that: expressionSchema,
  /** What is shown with the result: a value for each label. */
  evidence: z.record(z.string().min(1).max(40), expressionSchema).default({}),
  /** What to do again when the record has a gap where this should have been seen; for a check that asks `history`. */
  redo: z.string().trim().min(1).max(200).optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** Without `when` and `failed` it is one of the graded ones, told one after the other. */
export const hintSchema = z.strictObject({
  /** Told while this is true. */
  when: expressionSchema.optional(),
  /** Told while the step's check of this id is failed. */
  failed: idSchema.optional(),
  text: textSchema.max(900),
});
export type Hint = z.infer<typeof hintSchema>;

export const predictionSchema = z.strictObject({
  question: z.string().trim().min(1).max(300),
  options: z.array(z.string().trim().min(1).max(80)).min(2).max(5),
  /** Which of the options comes true, from 0. */
  answer: z.int().nonnegative(),
  /** What is shown once the step is passed. */
  afterwards: textSchema.max(500),
});

export const stepSchema = z.strictObject({
  id: idSchema,
  title: z.string().trim().min(1).max(60),
  text: textSchema.max(1_100),
  /** Steps that must have been passed before this one can be: for what would be true from the beginning. */
  after: z.array(idSchema).default([]),
  /** What this step types, each with a button. */
  commands: z.array(lineSchema).max(5).default([]),
  prediction: predictionSchema.optional(),
  checks: z.array(checkSchema).min(1).max(6),
  /** What to look at on the way, a sentence each. */
  observe: z.array(z.string().trim().min(1).max(200)).max(4).default([]),
  hints: z.array(hintSchema).default([]),
  solution: z.strictObject({
    text: textSchema.max(900),
    /** Lines that pass the step from its starting state. */
    commands: z.array(lineSchema).min(1).max(10),
  }),
  /** Lines that look like a solution and are none: the lab's own test plays them and expects the step not to pass. */
  wrong: z.array(lineSchema).min(1),
  /** Lines that make the step's starting state out of an empty sandbox. */
  start: z.array(lineSchema).default([]),
});
export type Step = z.infer<typeof stepSchema>;

/** What must hold once the lab is cleaned up. */
export const cleanupSchema = z.strictObject({gone: z.array(checkSchema).min(1)});

export const labHintsSchema = z.array(hintSchema).default([]);
