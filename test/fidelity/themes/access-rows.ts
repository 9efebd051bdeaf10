import {SUPPORT} from '../../../src/emulators/kubernetes/support.ts';
import {kubectl, request, type Step, type Theme} from '../step.ts';

const TYPES = Object.keys(SUPPORT)
  .map((row) => row.split('/'))
  // `v1/pods` or `apps/v1/daemonsets`, without the subresources
  .filter((parts) => parts.length === (parts[0] === 'v1' ? 2 : 3))
  .map((parts) => ({type: parts.at(-1) ?? '', group: parts[0] === 'v1' ? '' : (parts[0] ?? '')}))
  // It can only be created, which another theme does.
  .filter(({type}) => type !== 'selfsubjectaccessreviews');
const CLUSTER_WIDE = new Set(['namespaces', 'nodes', 'clusterroles', 'clusterrolebindings']);

const NOBODY = 'system:serviceaccount:NAMESPACE:nobody';

function rowsOf({type, group}: {type: string; group: string}): Step[] {
  const full = group === '' ? type : `${type}.${group}`;
  const root = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const path = CLUSTER_WIDE.has(type) ? `${root}/${type}` : `${root}/namespaces/NAMESPACE/${type}`;
  return [
    kubectl(`get ${full} none`),
    kubectl(`delete ${full} none`),
    kubectl(`get ${full} -l fidelity=none`),
    request('GET', `${path}/none`, {as: NOBODY}),
    request('GET', path, {as: NOBODY}),
    request('GET', `${path}?watch=true`, {as: NOBODY}),
    request('POST', path, {as: NOBODY, body: {metadata: {}}}),
    request('PUT', `${path}/none`, {as: NOBODY, body: {metadata: {}}}),
    request('PATCH', `${path}/none`, {as: NOBODY, body: {}, contentType: 'application/merge-patch+json'}),
    request('DELETE', `${path}/none`, {as: NOBODY}),
    request('DELETE', `${path}/none`),
    request('POST', path, {body: {metadata: {}}}),
    request('PATCH', `${path}/none`, {body: {}, contentType: 'application/merge-patch+json'}),
    request('PUT', `${path}/none`, {body: {metadata: {name: 'other'}}}),
  ];
}

/** Every row of the support matrix: what each type answers when there is no such object, right or valid body. */
export const accessRows: Theme = {name: 'access-rows', steps: TYPES.flatMap(rowsOf)};
