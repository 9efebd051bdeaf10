import type {Direction} from './schema.ts';

/** What the policies are called by which a sandbox is held: a learner sees none of them, and has none of these names. */
export const ownPolicyNames = {
  isolation: 'sandbox',
  opening: (direction: Direction, what: string): string => `sandbox-${direction.toLowerCase()}-${what}`,
} as const;

/** All of these names, as a regular expression that CEL takes too. */
export const ownPolicyPattern = '^sandbox(-(ingress|egress)-[a-z2-7]{8})?$';

const pattern = new RegExp(ownPolicyPattern, 'u');

export function isOwnPolicy(name: string): boolean {
  return pattern.test(name);
}
