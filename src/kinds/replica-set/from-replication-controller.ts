import {isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';

/** Its names in kubectl; whoever types one sees ReplicaSets. */
export const replicationControllerNames = ['replicationcontrollers', 'replicationcontroller', 'rc'];

export const isReplicationController = ({apiVersion, kind}: JsonObject): boolean =>
  apiVersion === 'v1' && kind === 'ReplicationController';

/**
 * What a ReplicationController says, as a ReplicaSet says it: its selector knows labels alone, and is that of its template
 * where it has none.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/#replicaset
 */
export function fromReplicationController(object: JsonObject): JsonObject {
  const {spec} = object;
  if (!isJsonObject(spec)) return object;
  const {selector, ...rest} = spec;
  const matchLabels = selector ?? labelsOf(spec['template']);
  return {...object, spec: {...rest, ...(matchLabels === undefined ? {} : {selector: {matchLabels}})}};
}

function labelsOf(template: JsonValue | undefined): JsonObject | undefined {
  const metadata = isJsonObject(template) ? template['metadata'] : undefined;
  const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
  return isJsonObject(labels) ? labels : undefined;
}
