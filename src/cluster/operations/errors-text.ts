/**
 * What kubectl says of several errors: it puts `error: ` in front of one alone. What is said of an object by its type and name
 * has that of itself.
 */
export function errorsText(errors: readonly string[]): string {
  if (errors.length < 2) return errors.join('');
  return errors.map((text) => text.replace(/^error: (?!\S+ "\S+" )/mu, '')).join('\n');
}
