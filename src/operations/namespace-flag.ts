/** What is known of the namespace that a line is about. */
interface Where {
  readonly inNamespace?: string | undefined;
  readonly isCurrentNamespace?: boolean | undefined;
}

/** What the `-n` of a line says; undefined where it has none, whichever is the current namespace. */
export function namespaceFlagOf({inNamespace, isCurrentNamespace}: Where): string | undefined {
  return isCurrentNamespace === true ? undefined : inNamespace;
}
