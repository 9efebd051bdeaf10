import {z} from 'zod';
import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import type {ReadRevision} from '../rollout.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const templateHashLabel = 'pod-template-hash';

const schema = z.looseObject({
  metadata: z.looseObject({annotations: z.record(z.string(), z.string()).default({})}),
  spec: z.looseObject({template: z.record(z.string(), z.json())}),
});

/** The revision of a Deployment that a ReplicaSet is. One that the controller has not numbered yet is none. */
export function readReplicaSetRevision(object: JsonObject): ReturnType<ReadRevision> {
  const {metadata, spec} = schema.parse(object);
  const revision = Number(metadata.annotations[revisionAnnotation] ?? Number.NaN);
  return Number.isInteger(revision) ? {revision, template: withoutHash(spec.template)} : undefined;
}

/** The label that tells the Pods of one ReplicaSet from those of another is the controller's. */
function withoutHash(template: JsonObject): JsonObject {
  const {metadata} = template;
  if (!isJsonObject(metadata) || !isJsonObject(metadata['labels'])) return template;
  return {...template, metadata: {...metadata, labels: omitKeys(metadata['labels'], [templateHashLabel])}};
}
