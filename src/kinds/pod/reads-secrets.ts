import type {Pod} from './schema.ts';

/** Whether values of Secrets are in a Pod's variables or files: what is run in it can print them. */
export function readsSecrets({spec}: Pod): boolean {
  return /"secret(?:KeyRef|Ref)?":/u.test(JSON.stringify(spec));
}
