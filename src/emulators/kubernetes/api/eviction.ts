import {isObject} from '../json.ts';
import {pods} from '../resources/pods.ts';
import type {Objects} from '../store/objects.ts';
import {parseObjectBody, readBody} from './body.ts';
import {sendJson, type Exchange} from './exchange.ts';
import {badRequest} from '../status-error.ts';

/**
 * `pods/eviction`: deletes a Pod in the polite way. Nothing can object here, as there are no PodDisruptionBudgets.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/
 */
export async function handleEviction(objects: Objects, {request, response, url, info}: Exchange): Promise<void> {
  const body = parseObjectBody(await readBody(request), request.headers['content-type'] ?? '');
  const {kind = 'Eviction', metadata, deleteOptions} = body;
  if (kind !== 'Eviction') throw badRequest(`not an Eviction: ${JSON.stringify(kind)}`);
  const {name = info.name} = isObject(metadata) ? metadata : {};
  if (name !== info.name) throw badRequest('name in URL does not match name in Eviction object');
  const options = isObject(deleteOptions) ? deleteOptions : {};
  const {gracePeriodSeconds, dryRun, preconditions} = options;
  const {uid, resourceVersion} = isObject(preconditions) ? preconditions : {};
  objects.delete(pods, objects.find(pods, info.namespace, info.name), {
    ...(typeof gracePeriodSeconds === 'number' ? {gracePeriodSeconds} : {}),
    isDryRun: url.searchParams.getAll('dryRun').includes('All') || (Array.isArray(dryRun) && dryRun.includes('All')),
    preconditions: {
      ...(typeof uid === 'string' ? {uid} : {}),
      ...(typeof resourceVersion === 'string' ? {resourceVersion} : {}),
    },
  });
  sendJson(response, 201, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201});
}
