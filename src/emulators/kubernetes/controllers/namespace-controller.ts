import type {ConfigMap, Namespace, ServiceAccount} from '../objects/cluster-objects.ts';
import {configMaps} from '../resources/config-maps.ts';
import {namespaces} from '../resources/namespaces.ts';
import {serviceAccounts} from '../resources/service-accounts.ts';
import {resourceTypes} from '../resources/registry.ts';
import {runController, type Controller, type ControllerParts} from './controller.ts';

const rootCa = 'kube-root-ca.crt';
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc.';

/**
 * Gives every namespace what it starts with (a ServiceAccount `default`, the cluster's root certificate) and empties
 * those that are being deleted; the namespace goes when its last object has gone.
 */
export function runNamespaceController(parts: ControllerParts): Controller {
  const {store, objects} = parts;
  const controller = runController(parts, {
    name: 'namespace-controller',
    keysOf: ({resource, type, object}) => {
      if (resource === namespaces) return [object.metadata.name];
      const {namespace} = object.metadata;
      if (type !== 'DELETED' || namespace === undefined) return [];
      const isSeed = resource === serviceAccounts || resource === configMaps;
      return isSeed || isTerminating(namespace) ? [namespace] : [];
    },
    reconcile: (name) => {
      const namespace = store.get(namespaces, undefined, name);
      if (namespace === undefined) return;
      if (namespace.metadata.deletionTimestamp === undefined) seed(name);
      else empty(namespace);
    },
  });

  const isTerminating = (name: string): boolean =>
    store.get(namespaces, undefined, name)?.metadata.deletionTimestamp !== undefined;

  const seed = (namespace: string): void => {
    if (store.get(serviceAccounts, namespace, 'default') === undefined) {
      // The rest of the metadata is what creating it fills in; likewise below.
      const account = {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {namespace, name: 'default'}};
      objects.create(serviceAccounts, account as ServiceAccount);
    }
    if (store.get(configMaps, namespace, rootCa) === undefined) {
      const metadata = {namespace, name: rootCa, annotations: {'kubernetes.io/description': description}};
      const data = {'ca.crt': 'This emulated cluster is spoken to over plain HTTP: there is no certificate.\n'};
      objects.create(configMaps, {apiVersion: 'v1', kind: 'ConfigMap', metadata, data} as unknown as ConfigMap);
    }
  };

  const empty = (namespace: Namespace): void => {
    const {name} = namespace.metadata;
    const types = resourceTypes.filter((type) => type.namespaced && type.verbs.includes('delete'));
    for (const type of types) {
      for (const object of store.list(type, name)) {
        if (object.metadata.deletionTimestamp === undefined)
          objects.delete(type, object, {propagationPolicy: 'Background'});
      }
    }
    if (types.some((type) => store.count(type, name) > 0)) return;
    const {finalizers: _, ...spec} = namespace.spec;
    objects.update(namespaces, namespace, {...namespace, spec: {...spec, finalizers: []}});
  };

  for (const namespace of store.list(namespaces)) controller.add(namespace.metadata.name);
  return controller;
}
