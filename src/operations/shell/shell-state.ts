import {z} from 'zod';

/** What a learner's shell would hold: files that they wrote, by path, and variables that they set, by name. */
export interface ShellState {
  readonly files: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
}

/** How much of it there is of one learner; lengths in characters. */
export const shellLimits = {
  files: 10,
  fileLength: 64 * 1024,
  /** What is added to at once, and to what: so together they are a file. */
  appendedLength: 32 * 1024,
  variables: 20,
  variableLength: 4 * 1024,
  pathLength: 100,
  nameLength: 60,
} as const;

/** Where what is printed goes in place of the answer: `> pod.yaml`, `>> all.yaml`, or `NAME=$(…)`. */
export const destinationSchema = z.object({
  kind: z.enum(['file', 'variable']),
  /** A path relative to where the lab's files are, or a variable's name. */
  name: z.string(),
  /** Whether it is added to what the file holds. */
  appends: z.boolean().optional(),
});
export type Destination = z.infer<typeof destinationSchema>;

/** What is to be kept in a learner's shell. */
export const keptTextSchema = destinationSchema.extend({text: z.string()});
export type KeptText = z.infer<typeof keptTextSchema>;
