import {servedTypes, apiVersionOf, type ServedType} from '../served-types.ts';
import {kubectl, named, request, type Step, type Theme} from '../step.ts';
import {samples} from './samples.ts';

const applyPatchType = 'application/apply-patch+yaml';
const jsonPatch = 'application/json-patch+json';
const mergePatchType = 'application/merge-patch+json';
const nobody = 'system:serviceaccount:NAMESPACE:nobody';
const byNobody = (method: string, path: string, body?: object): Step =>
  named(
    'by nobody',
    request(method, path, {
      as: nobody,
      ...(body === undefined ? {} : {body}),
      ...(method === 'PATCH' ? {contentType: mergePatchType} : {}),
    }),
  );

function refusalsOf(served: ServedType): Step[] {
  const {type, group, path} = served;
  const {kind = '', body = {}, only} = samples[type] ?? {};
  const shown = only === undefined ? {} : {only};
  const apiVersion = apiVersionOf(served);
  const whole = (metadata: object, more: object = {}): object => ({apiVersion, kind, metadata, ...body, ...more});
  return [
    kubectl(`get ${group === '' ? type : `${type}.${group}`} none`),
    byNobody('GET', `${path}/none`),
    byNobody('GET', path),
    byNobody('GET', `${path}?watch=true`),
    byNobody('POST', path, {metadata: {}}),
    byNobody('PUT', `${path}/none`, {metadata: {}}),
    byNobody('PATCH', `${path}/none`, {}),
    byNobody('DELETE', `${path}/none`),
    byNobody('DELETE', path),
    request('POST', path, {body: {metadata: {}}}),
    request('PATCH', `${path}/none`, {body: {}, contentType: mergePatchType}),
    request('PUT', `${path}/none`, {body: {metadata: {name: 'other'}}}),
    request('DELETE', `${path}/none`),
    // What no collection and no object can be asked for.
    request('PUT', path, {body: {}}),
    request('POST', `${path}/none`, {body: {}}),
    request('GET', `${path}/none/nothing`),
    // What is sent is none of these.
    named('of another version', request('POST', path, {body: {...whole({name: 'x'}), apiVersion: 'example.org/v9'}})),
    named(
      'of no version',
      request('POST', `${path}?dryRun=All`, {body: whole({name: 'x'}, {apiVersion: undefined}), ...shown}),
    ),
    named('by a bad name', request('POST', path, {body: whole({name: 'Not A Name/'})})),
    named('by a bad label', request('POST', path, {body: whole({name: 'x', labels: {a: 'not valid'}})})),
    named('with a number for a name', request('POST', path, {body: whole({name: 7})})),
    request('POST', `${path}?fieldValidation=Strict`, {body: whole({name: 'x', colour: 'red'}, {shape: 'round'})}),
    request('POST', `${path}?dryRun=All&fieldValidation=Sometimes`, {body: whole({name: 'x'})}),
    request('PATCH', `${path}/none?fieldManager=fidelity`, {body: whole({name: 'other'}), contentType: applyPatchType}),
    request('PATCH', `${path}/none`, {body: whole({name: 'none'}), contentType: applyPatchType}),
    named('of no object', request('PATCH', `${path}/none`, {body: [], contentType: jsonPatch})),
    request('PATCH', `${path}/none?of=nothing`, {body: {}, contentType: 'application/json'}),
  ];
}

/** Every row of the support matrix: what each type answers to who may not, and to what is not there or is not valid. */
export const accessRows: Theme = {name: 'access-rows', steps: servedTypes.flatMap(refusalsOf)};
