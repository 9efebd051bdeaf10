import {resourceType, type TypeThat} from '#src/kinds/resource-types.ts';
import type {Revision} from '#src/kinds/rollout.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {listObjects} from './resolve-name.ts';

const changeCauseAnnotation = 'kubernetes.io/change-cause';

/** The states that a workload can go back to, the oldest first. */
export async function revisionsOf(
  type: TypeThat<'isRolledOut'>,
  owner: KubernetesObject,
  context: OperationContext,
): Promise<Revision[]> {
  const {revisionsIn, readRevision} = resourceType(type);
  const {kind} = resourceType(revisionsIn);
  const objects = await listObjects(revisionsIn, undefined, context);
  return objects
    .filter(({metadata}) => metadata.ownerReferences?.some(({uid}) => uid === owner.metadata.uid))
    .flatMap((object) => {
      const revision = readRevision(toLearnerObject({kind, ...object}, context.sandbox));
      const changeCause = object.metadata.annotations?.[changeCauseAnnotation];
      return revision === undefined ? [] : [{...revision, changeCause}];
    })
    .sort((one, other) => one.revision - other.revision);
}
