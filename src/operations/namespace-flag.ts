import type {Operation} from './operation.ts';

/** What the `-n` of a line says; undefined where it has none, whichever is the current namespace. */
export function namespaceFlagOf({inNamespace, isCurrentNamespace}: Operation): string | undefined {
  return isCurrentNamespace === true ? undefined : inNamespace;
}
