import {z} from 'zod';
import {resourceType, type RevisionType, type TypeThat} from '#src/kinds/resource-types.ts';
import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import {toLearnerObject} from '#src/sandbox/write-back.ts';
import type {Revision} from '#src/views/rollouts/rollout-history.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {listObjects} from './resolve-name.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const changeCauseAnnotation = 'kubernetes.io/change-cause';
const templateHashLabel = 'pod-template-hash';

const templateSchema = z.record(z.string(), z.json());
const controllerRevisionSchema = z.looseObject({
  revision: z.number(),
  data: z.looseObject({spec: z.looseObject({template: templateSchema})}),
});
const replicaSetSchema = z.looseObject({spec: z.looseObject({template: templateSchema})});

/** A revision whose template can be written back into its owner. */
export interface StoredRevision extends Revision {
  readonly template: JsonObject;
}

/** What reads a revision; undefined for an object that is none. */
type ReadRevision = (object: KubernetesObject, context: OperationContext) => StoredRevision | undefined;

const readers: Readonly<Record<RevisionType, ReadRevision>> = {
  controllerrevisions: ofControllerRevision,
  replicasets: ofReplicaSet,
};

/** The states that a workload can go back to, the oldest first. */
export async function revisionsOf(
  type: TypeThat<'isRolledOut'>,
  owner: KubernetesObject,
  context: OperationContext,
): Promise<StoredRevision[]> {
  const {revisionsIn} = resourceType(type);
  const objects = await listObjects(revisionsIn, undefined, context);
  return objects
    .filter(({metadata}) => metadata.ownerReferences?.some(({uid}) => uid === owner.metadata.uid))
    .flatMap((object) => {
      const revision = readers[revisionsIn](object, context);
      return revision === undefined ? [] : [revision];
    })
    .sort((one, other) => one.revision - other.revision);
}

function ofControllerRevision(object: KubernetesObject, {sandbox}: OperationContext): StoredRevision {
  const shown = toLearnerObject({kind: 'ControllerRevision', ...object}, sandbox);
  const {revision, data} = controllerRevisionSchema.parse(shown);
  const template = omitKeys(data.spec.template, ['$patch']);
  return {revision, changeCause: object.metadata.annotations?.[changeCauseAnnotation], template};
}

/** A ReplicaSet that the Deployment's controller has not numbered yet is no revision. */
function ofReplicaSet(object: KubernetesObject, {sandbox}: OperationContext): StoredRevision | undefined {
  const {annotations = {}} = object.metadata;
  const revision = Number(annotations[revisionAnnotation] ?? Number.NaN);
  if (!Number.isInteger(revision)) return undefined;
  const {template} = replicaSetSchema.parse(toLearnerObject({kind: 'ReplicaSet', ...object}, sandbox)).spec;
  return {revision, changeCause: annotations[changeCauseAnnotation], template: withoutHash(template)};
}

/** The label that tells the Pods of one ReplicaSet from those of another is the controller's. */
function withoutHash(template: JsonObject): JsonObject {
  const {metadata} = template;
  if (!isJsonObject(metadata) || !isJsonObject(metadata['labels'])) return template;
  return {...template, metadata: {...metadata, labels: omitKeys(metadata['labels'], [templateHashLabel])}};
}
