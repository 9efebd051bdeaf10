import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {asJson, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {aliasSchema} from '#src/operations/namespace-alias.ts';
import {ownNamespaceKeys} from './namespace-labels.ts';
import {sandboxAnnotations} from './sandbox-manifests.ts';

const nameLabel = 'kubernetes.io/metadata.name';

/** What its learner calls it; undefined of the first one. */
export function aliasOf({metadata}: KubernetesObject): string | undefined {
  return aliasSchema.safeParse(metadata.annotations?.[sandboxAnnotations.alias]).data;
}

/** As its learner knows it: without what Labrador says of it to the cluster, with what they do. */
export function toLearnerNamespace(object: KubernetesObject): JsonObject {
  const {metadata, spec, status} = asJson(object);
  if (!isJsonObject(metadata)) return {};
  const {uid = '', resourceVersion = '', creationTimestamp = null, deletionTimestamp} = metadata;
  const name = aliasOf(object) ?? object.metadata.name;
  const annotations = ownNamespaceKeys(object.metadata.annotations);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      ...(Object.keys(annotations).length === 0 ? {} : {annotations}),
      creationTimestamp,
      ...(deletionTimestamp === undefined ? {} : {deletionTimestamp}),
      labels: {...ownNamespaceKeys(object.metadata.labels), [nameLabel]: name},
      name,
      resourceVersion,
      uid,
    },
    spec: spec ?? {},
    status: status ?? {},
  };
}
