import type {FieldRule} from './field-rules.ts';

/** The longest that a Pod may take to end, in seconds: a sandbox must come and go within a workshop. */
export const longestGraceSeconds = 60;

export const graceSeconds = {
  kind: 'integer',
  max: longestGraceSeconds,
  because: 'endsSoon',
} as const satisfies FieldRule;

export const sharesNode = 'sharesNode';
export const needsNoToken = 'needsNoToken';
export const equalLearners = 'equalLearners';
export const managedPlacement = 'managedPlacement';
