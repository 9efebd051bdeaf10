import type {JsonObject} from '#src/kubernetes/json.ts';
import type {FieldRules} from '#src/kinds/fields/field-rules.ts';
import {apiVersionOf, resourceType, startingWith, typesThat, type ResourceType} from '#src/kinds/resource-types.ts';

/** A kind that learners may apply, and its fields. */
export interface AllowedKind extends Pick<ResourceType, 'plural' | 'kind' | 'group'> {
  readonly apiVersion: string;
  readonly podSpecAt: readonly string[] | undefined;
  readonly claimTemplatesAt: readonly string[] | undefined;
  readonly rules: FieldRules;
  readonly asStored: ((object: JsonObject) => JsonObject) | undefined;
  readonly isReserved: ((name: string) => boolean) | undefined;
  readonly heldBy: string | undefined;
}

/** The API server holds every object in memory, and its history and its Pods' copies of it besides. */
export const largestObjectBytes = 64 * 1024;

/** What learners may apply; everything else is refused. What a lab is likely to begin with comes first. */
export const allowedKinds: readonly AllowedKind[] = startingWith(
  ['daemonsets', 'deployments', 'replicasets'],
  typesThat('isWritable'),
).map((plural) => {
  const type = resourceType(plural);
  const {kind, group, podSpecAt, fields} = type;
  const {asStored, isReserved, claimTemplatesAt, heldBy}: ResourceType = type;
  const apiVersion = apiVersionOf(type);
  return {
    plural,
    kind,
    group,
    apiVersion,
    podSpecAt,
    claimTemplatesAt,
    rules: fields,
    asStored,
    isReserved,
    heldBy,
  };
});
