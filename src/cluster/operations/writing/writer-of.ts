import {resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {ApiClient} from '#src/cluster/api/api-client.ts';
import type {OperationContext} from '../operation-context.ts';

export type Writing = Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>;

/**
 * As whom an object of a type is written: as its learner, or, of a type that holds the sandbox too, as the provisioner. That
 * one may write all of them, so only what was admitted may be, in the sandbox's namespace, and none that is reserved.
 */
export function writerOf(type: ResourceTypeName, {sandbox, identities}: Writing): ApiClient {
  const {heldBy}: ResourceType = resourceType(type);
  return heldBy !== undefined ? identities.system('provisioner') : identities.learner(sandbox.namespace);
}
