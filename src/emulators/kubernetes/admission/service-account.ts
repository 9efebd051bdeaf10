import {forbidden} from '../status-error.ts';
import type {Pod} from '../objects/pod.ts';
import {serviceAccounts} from '../resources/service-accounts.ts';
import {pods} from '../resources/pods.ts';
import type {Admission} from '../store/objects.ts';
import type {Store} from '../store/store.ts';

/** Every Pod runs as a ServiceAccount of its namespace, `default` unless it names one. No token is mounted. */
export function serviceAccountAdmission(store: Store): Admission {
  return ({type, object, old}) => {
    if (type !== pods || old !== undefined) return;
    const {spec, metadata} = object as Pod;
    const name = spec.serviceAccountName ?? 'default';
    Object.assign(spec, {serviceAccountName: name, serviceAccount: name});
    if (name === 'default' || store.get(serviceAccounts, metadata.namespace, name) !== undefined) return;
    const why = `error looking up service account ${metadata.namespace}/${name}: serviceaccount "${name}" not found`;
    throw forbidden(pods, metadata.name, why);
  };
}
