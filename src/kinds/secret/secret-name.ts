import {celText, type FieldRule} from '../fields/field-rules.ts';
import {words} from '#src/words/words.ts';

/**
 * Up to v1.23 a cluster keeps a token of each ServiceAccount in a Secret: the learner's own account's too, which could then be
 * used without the bot. Its end is of the letters that Kubernetes makes names of.
 */
const tokenName = '^.+-token-[bcdfghjklmnpqrstvwxz2456789]{5}$';

export function isTokenName(name: string): boolean {
  return new RegExp(tokenName, 'u').test(name);
}

/** Which Secret a Pod refers to. */
export const secretName: FieldRule = {
  kind: 'text',
  refuse: (name) => {
    if (!isTokenName(name)) return undefined;
    const {because, removeIt: next, valueNotAllowedSince} = words().policy;
    return {problem: valueNotAllowedSince({value: name, reason: because.needsNoToken}), next};
  },
  cel: (name) => `!${name}.matches(${celText(tokenName)})`,
};
