import {isObject, type JsonObject} from '../json.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Deployment, ReplicaSet, StatefulSet} from '../objects/workloads.ts';
import {applyJsonPatch} from '../patch/json-patch.ts';
import {applyMergePatch} from '../patch/merge-patch.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import type {Objects} from '../store/objects.ts';
import {parseBody, parseObjectBody, readBody} from './body.ts';
import {sendJson, type Exchange} from './exchange.ts';
import {badRequest, conflict, fieldError, invalid, modified, notImplemented} from '../status-error.ts';

const scaleKind = {group: 'autoscaling', kind: 'Scale'};

type Scalable = Deployment | ReplicaSet | StatefulSet;

/**
 * The `scale` subresource: the number of replicas apart from all else, which `kubectl scale` reads and writes.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 */
export async function handleScale<T extends Scalable>(
  objects: Objects,
  type: ResourceType<T>,
  {request, response, url, info}: Exchange,
): Promise<void> {
  const body = info.verb === 'get' ? '' : await readBody(request);
  const found = objects.find(type, info.namespace, info.name);
  if (info.verb === 'get') {
    sendJson(response, 200, toScale(found));
    return;
  }
  const contentType = request.headers['content-type'] ?? '';
  const scale =
    info.verb === 'patch' ? patchedScale(toScale(found), body, contentType) : parseObjectBody(body, contentType);
  const replicas = readReplicas(scale, found);
  const next = structuredClone(found);
  next.spec.replicas = replicas;
  const [program = 'unknown'] = (request.headers['user-agent'] ?? '').split('/');
  const updated = objects.update(type, found, next, {
    isDryRun: url.searchParams.getAll('dryRun').includes('All'),
    manager: {
      name: url.searchParams.get('fieldManager') || program,
      operation: 'Update',
      apiVersion: 'apps/v1',
      subresource: 'scale',
    },
  });
  sendJson(response, 200, toScale(updated));
}

function toScale({metadata, spec, status}: Scalable): JsonObject {
  const {name, namespace = '', uid, resourceVersion, creationTimestamp} = metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {name, namespace, uid, resourceVersion, creationTimestamp},
    spec: spec.replicas === 0 ? {} : {replicas: spec.replicas},
    status: {replicas: status.replicas ?? 0, selector: selectorText(spec.selector)},
  };
}

/** The selector as a query writes it: `app=web,tier in (a,b)`. */
function selectorText({matchLabels = {}, matchExpressions = []}: Scalable['spec']['selector']): string {
  const expressions = matchExpressions.map(({key, operator, values = []}) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator.toLowerCase()} (${values.toSorted().join(',')})`;
  });
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  return [...labels.sort(), ...expressions].join(',');
}

function patchedScale(scale: JsonObject, body: string, contentType: string): JsonObject {
  const [patchType = ''] = contentType.split(';');
  const patch = parseBody(body, 'application/json');
  if (patchType === 'application/json-patch+json') return applyJsonPatch(scale, patch);
  if (patchType === 'application/apply-patch+yaml') throw notImplemented('server-side apply of a Scale');
  if (!isObject(patch)) throw badRequest('a merge patch is an object');
  // A Scale has no lists, so a strategic merge is a plain one.
  return applyMergePatch(scale, patch);
}

/** @throws StatusError 400, 409, 422 */
function readReplicas({metadata, spec}: JsonObject, found: KubeObject): number {
  const {name, resourceVersion} = isObject(metadata) ? metadata : {};
  if (name !== undefined && name !== found.metadata.name) {
    throw badRequest(
      `the name of the object (${JSON.stringify(name)}) does not match the name on the URL (${found.metadata.name})`,
    );
  }
  const {replicas = 0} = isObject(spec) ? spec : {};
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) {
    throw badRequest('Scale in version "v1" cannot be handled as a Scale: spec.replicas is no integer');
  }
  if (replicas < 0) {
    const detail = 'must be greater than or equal to 0';
    throw invalid(scaleKind, found.metadata.name, [fieldError.invalid('spec.replicas', replicas, detail)]);
  }
  // what is wrong in itself is told before what it was made of is compared
  if (typeof resourceVersion === 'string' && !['', found.metadata.resourceVersion].includes(resourceVersion)) {
    throw conflict({group: 'apps', plural: `${found.kind.toLowerCase()}s`}, found.metadata.name, modified);
  }
  return replicas;
}
