import {SERVED_TYPES, type ServedType} from '../served-types.ts';
import {kubectl, named, request, type Step, type Theme} from '../step.ts';

const MERGE = 'application/merge-patch+json';
const NOBODY = 'system:serviceaccount:NAMESPACE:nobody';
const byNobody = (method: string, path: string, body?: object): Step =>
  named(
    'by nobody',
    request(method, path, {
      as: NOBODY,
      ...(body === undefined ? {} : {body}),
      ...(method === 'PATCH' ? {contentType: MERGE} : {}),
    }),
  );

function refusalsOf({type, group, path}: ServedType): Step[] {
  return [
    kubectl(`get ${group === '' ? type : `${type}.${group}`} none`),
    byNobody('GET', `${path}/none`),
    byNobody('GET', path),
    byNobody('GET', `${path}?watch=true`),
    byNobody('POST', path, {metadata: {}}),
    byNobody('PUT', `${path}/none`, {metadata: {}}),
    byNobody('PATCH', `${path}/none`, {}),
    byNobody('DELETE', `${path}/none`),
    request('POST', path, {body: {metadata: {}}}),
    request('PATCH', `${path}/none`, {body: {}, contentType: MERGE}),
    request('PUT', `${path}/none`, {body: {metadata: {name: 'other'}}}),
  ];
}

/** Every row of the support matrix: what each type answers to who may not, and to what is not there or is not valid. */
export const accessRows: Theme = {name: 'access-rows', steps: SERVED_TYPES.flatMap(refusalsOf)};
