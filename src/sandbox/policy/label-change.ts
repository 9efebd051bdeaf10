import {resourceType, type TypeThat} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {judgeLabelKey} from '#src/kinds/fields/label-keys.ts';
import {isClusterNodeKey} from '../namespace/node-labels.ts';
import {words} from '#src/words/words.ts';

export interface LabelChange {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
}

/**
 * Decides whether a learner may change labels so. `labels` are those that the object has, with keys as its learner
 * knows them.
 * @throws UserError `refused` for a key that is not theirs, and for too many labels
 */
export function requireOwnLabels(
  type: TypeThat<'isLabelled'>,
  labels: Readonly<Record<string, string>>,
  {set, remove}: LabelChange,
): void {
  // what stands on a namespace besides their own is not there to be taken away
  const changed = [...Object.keys(set), ...(type === 'namespaces' ? remove : [])];
  const foreign = type !== 'nodes' ? changed.find((key) => judgeLabelKey(key) !== 'keep') : undefined;
  if (foreign !== undefined) {
    throw new UserError('refused', words().policy.label.foreign({key: foreign}));
  }
  const after = new Set([...Object.keys(labels), ...Object.keys(set)]);
  const own = [...after].filter((key) => !remove.includes(key) && !(type === 'nodes' && isClusterNodeKey(key)));
  const {mostLabels} = resourceType(type);
  if (own.length > mostLabels) {
    throw new UserError('refused', words().policy.label.tooMany({count: own.length, most: mostLabels}));
  }
}
