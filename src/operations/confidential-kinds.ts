import {resourceTypes, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {ManifestSource} from './arguments.ts';

const confidential = resourceTypes.filter(({withoutValues}) => withoutValues !== undefined);
const kindIn = new RegExp(confidential.map(({kind}) => kind).join('|'), 'iu');

/** Whether its objects have values that only their learner may read. */
export const isConfidentialType = (type: ResourceTypeName): boolean => confidential.some(({plural}) => plural === type);

/** The same by what an object says of its kind. */
export const isConfidentialKind = (kind: unknown): boolean => kindIn.test(String(kind));

/** Whether a text speaks of such a kind, in whatever letters; one that only seems to is taken for one that does. */
export const mentionsConfidential = (text: string): boolean => kindIn.test(text);

/** Whether YAML does. */
export const mentionConfidential = (sources: readonly ManifestSource[]): boolean =>
  sources.some(({yaml}) => mentionsConfidential(yaml));
