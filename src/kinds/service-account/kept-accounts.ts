/** The ServiceAccount of a sandbox that the bot acts as on behalf of the learner. */
export const learnerAccount = 'learner';

/**
 * Up to v1.23 a cluster keeps a token of each account in a Secret, which is known by its name (`secret-name.ts`). Of a longer
 * name than this it would be cut, and be a Secret like any other.
 */
export const longestAccountName = 51;

/** Names that no account of a learner's own has. */
export const isKeptAccount = (name: string): boolean => name === learnerAccount || name.length > longestAccountName;
