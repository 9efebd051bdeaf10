import {z} from 'zod';
import type {UserErrorCode} from '#src/operations/user-error.ts';
import type {AdmittedManifest} from '#src/sandbox/policy/admitted-manifest.ts';
import {sandboxSpecSchema} from '#src/sandbox/sandbox.ts';
import {languages} from '#src/words/language.ts';

/** What is asked of the thread that reads large YAML. */
export const admitRequestSchema = z.object({
  sources: z.array(z.object({name: z.string(), yaml: z.string()})),
  /** @see Meant in admit-manifest.ts */
  meant: z.object({spec: sandboxSpecSchema, flag: z.string().optional()}),
  /** Whose words what is wrong is said in: a thread does not know who is answered. */
  language: z.enum(languages),
});
export type AdmitRequest = z.infer<typeof admitRequestSchema>;

/** What it answers: an error loses its class on the way. */
export type AdmitAnswer =
  | {readonly kind: 'admitted'; readonly admitted: readonly AdmittedManifest[]}
  | {readonly kind: 'refused'; readonly code: UserErrorCode; readonly message: string; readonly next?: string}
  | {readonly kind: 'broken'; readonly reason: string};
