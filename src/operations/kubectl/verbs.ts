/** The verbs that Labrador understands. */
export const verbs = [
  'get',
  'describe',
  'events',
  'apply',
  'delete',
  'logs',
  'exec',
  'label',
  'rollout',
  'scale',
  'set',
  'patch',
  'annotate',
  'wait',
] as const;
export type Verb = (typeof verbs)[number];
