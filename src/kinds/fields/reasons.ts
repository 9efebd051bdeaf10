import type {FieldRule} from './field-rules.ts';

/** The longest that a Pod may take to end, in seconds: a sandbox must come and go within a workshop. */
export const longestGraceSeconds = 60;

export const graceSeconds: FieldRule = {
  kind: 'integer',
  max: longestGraceSeconds,
  because: 'a sandbox must be able to end its Pods soon',
};

export const sharesNode = 'the node is shared with other learners';
export const needsNoToken = 'Pods here have no identity and no token';
export const holdsSecrets = 'Secrets are not part of a sandbox';
export const equalLearners = 'all learners are equal';
export const managedPlacement = 'your Pods keep to the nodes of your sandbox';
export const keyMayBeActedOn = 'the cluster or an add-on of it may act on the key';
