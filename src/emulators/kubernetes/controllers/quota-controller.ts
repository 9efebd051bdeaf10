import {countsAgainstQuota, usageOf, usedOf} from '../admission/quota.ts';
import {isEqual} from '../json.ts';
import {keyOf, splitKey, type KubeObject} from '../objects/kube-object.ts';
import type {ResourceQuota} from '../objects/cluster-objects.ts';
import {resourceQuotas} from '../resources/resource-quotas.ts';
import {resourceTypes} from '../resources/registry.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';

function takenOf(type: ResourceType, object: KubeObject, quota: ResourceQuota): unknown[] {
  return countsAgainstQuota(type, object) ? [...usageOf(type, object, quota)] : [];
}

/** Keeps what `kubectl get quota` shows: what a namespace uses of its quotas. */
export function runQuotaController(parts: ControllerParts): Controller {
  const {store, objects} = parts;
  return runController(parts, {
    name: 'resourcequota-controller',
    keysOf: ({resource, type, object, previous}) => {
      if (resource === resourceQuotas) return [keyOf(object)];
      const {namespace} = object.metadata;
      if (namespace === undefined || store.count(resourceQuotas, namespace) === 0) return [];
      return store
        .list(resourceQuotas, namespace)
        .filter((quota) => {
          const before = previous === undefined ? [] : takenOf(resource, previous, quota);
          return type === 'MODIFIED'
            ? !isEqual(before, takenOf(resource, object, quota))
            : usageOf(resource, object, quota).size > 0;
        })
        .map(keyOf);
    },
    reconcile: (key) => {
      const {namespace, name} = splitKey(key);
      const quota = store.get(resourceQuotas, namespace, name);
      if (quota === undefined) return;
      const status = {hard: quota.spec.hard ?? {}, used: usedOf(store, resourceTypes, quota)};
      if (isEqual(quota.status, status)) return;
      objects.change<ResourceQuota>(resourceQuotas, quota, (next) => Object.assign(next, {status}), {
        subresource: 'status',
      });
    },
  });
}
