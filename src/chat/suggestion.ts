/** One choice that completes what is typed: a text that stands for itself, or a label and the value that it stands for. */
export type Suggestion = string | {readonly label: string; readonly value: string | number};

/**
 * What a chat takes of a suggestion, in characters; labels are cut.
 * @see https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure
 */
export const suggestionLimit = 100;

/** Those that contain what is typed, whatever their case; those that begin with it come first. */
export function bestFirst<Candidate extends Suggestion>(typed: string, candidates: readonly Candidate[]): Candidate[] {
  const wanted = typed.trim().toLowerCase();
  const textOf = (candidate: Suggestion): string =>
    (typeof candidate === 'string' ? candidate : candidate.label).toLowerCase();
  const matching = candidates.filter((candidate) => textOf(candidate).includes(wanted));
  const begins = (candidate: Candidate): boolean => textOf(candidate).startsWith(wanted);
  return [...matching.filter(begins), ...matching.filter((candidate) => !begins(candidate))];
}
