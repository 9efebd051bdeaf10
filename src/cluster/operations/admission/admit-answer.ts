import {z} from 'zod';
import type {UserErrorCode} from '#src/operations/user-error.ts';
import type {Admitted} from '#src/sandbox/policy/policy.ts';
import {sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {languages} from '#src/words/language.ts';

/** What is asked of the thread that reads large YAML. */
export const admitRequestSchema = z.object({
  sources: z.array(z.object({name: z.string(), yaml: z.string()})),
  spec: sandboxSpecSchema,
  /** Whose words what is wrong is said in: a thread does not know who is answered. */
  language: z.enum(languages),
});
export type AdmitRequest = z.infer<typeof admitRequestSchema>;

/** What it answers: an error loses its class on the way. */
export type AdmitAnswer =
  | {readonly kind: 'admitted'; readonly admitted: readonly Admitted[]}
  | {readonly kind: 'refused'; readonly code: UserErrorCode; readonly message: string; readonly next?: string}
  | {readonly kind: 'broken'; readonly reason: string};
