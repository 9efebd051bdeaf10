import {servedTypes, apiVersionOf, type ServedType} from '../served-types.ts';
import {request, silently, type Condition, type Step, type Theme} from '../step.ts';
import {samples, type Sample} from './samples.ts';

const applyPatchType = 'application/apply-patch+yaml';
const mergePatchType = 'application/merge-patch+json';
const jsonPatch = 'application/json-patch+json';
const strategicPatchType = 'application/strategic-merge-patch+json';
const partialType = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const label = 'fidelity=NAMESPACE';
const labels = {fidelity: 'NAMESPACE'};

function objectOf(served: ServedType, {kind, body}: Sample, name: string): object {
  return {apiVersion: apiVersionOf(served), kind, metadata: {name, labels: labels}, ...body};
}

/** One object from its creation to its end, by every verb of its row. */
function lifeOf(served: ServedType): Theme['steps'] {
  const sample = samples[served.type];
  if (sample === undefined) throw new Error(`There is no sample of ${served.type}.`);
  const {path, isInNamespace, type} = served;
  const name = isInNamespace ? 'row' : 'NAMESPACE-row';
  const one = `${path}/${name}`;
  const only = sample.only === undefined ? {} : {only: sample.only};
  const selector = encodeURIComponent(label);
  const settled: Condition[] = sample.settled === undefined ? [] : [{kind: 'settle', ...sample.settled}];
  // A namespace goes by itself, and only one by one.
  const collection: Step[] = [
    request('DELETE', `${path}?labelSelector=${selector}`, {only: ['kind', 'metadata.name']}),
  ];
  return [
    request('POST', path, {body: objectOf(served, sample, name), ...only}),
    ...settled,
    request('POST', `${path}?of=again`, {body: objectOf(served, sample, name)}),
    request('POST', `${path}?dryRun=All`, {body: objectOf(served, sample, `${name}-dry`), ...only}),
    request('GET', one, only),
    request('GET', `${path}?labelSelector=${selector}`, only),
    request('GET', `${path}?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3D${name}`, only),
    request('PUT', one, {change: sample.change, ...only}),
    request('PUT', `${one}?of=old`, {change: {metadata: {resourceVersion: '1'}}}),
    request('PATCH', one, {body: {metadata: {labels: {merged: 'yes'}}}, contentType: mergePatchType, ...only}),
    request('PATCH', one, {body: {metadata: {labels: {strategic: 'yes'}}}, contentType: strategicPatchType, ...only}),
    request('PATCH', one, {
      body: [{op: 'add', path: '/metadata/labels/json', value: 'yes'}],
      contentType: jsonPatch,
      ...only,
    }),
    request('PATCH', `${one}?fieldManager=fidelity`, {
      body: {apiVersion: apiVersionOf(served), kind: sample.kind, metadata: {name, labels: {applied: 'yes'}}},
      contentType: applyPatchType,
      ...only,
    }),
    request('GET', one, {accept: tableType, only: ['rows.0.cells']}),
    request('GET', `${path}?labelSelector=${selector}`, {
      accept: tableType,
      only: ['columnDefinitions', 'rows.0.cells'],
    }),
    request('GET', one, {accept: partialType, only: ['kind', 'apiVersion', 'metadata.name', 'metadata.labels']}),
    // What may not be written.
    request('PUT', `${one}?of=name`, {change: {metadata: {name: 'other'}}}),
    request('PUT', `${one}?of=uid`, {change: {metadata: {uid: 'x'}}}),
    request('PATCH', `${one}?of=label`, {body: {metadata: {labels: {bad: 'not valid'}}}, contentType: mergePatchType}),
    request('PATCH', `${one}?of=key`, {
      body: {metadata: {annotations: {'not valid': 'x'}}},
      contentType: mergePatchType,
    }),
    request('PATCH', `${one}?of=version`, {body: {metadata: {resourceVersion: '1'}}, contentType: mergePatchType}),
    request('PATCH', `${one}?of=test`, {
      body: [{op: 'test', path: '/metadata/name', value: 'other'}],
      contentType: jsonPatch,
    }),
    request('PATCH', `${one}?fieldManager=another`, {
      body: {apiVersion: apiVersionOf(served), kind: sample.kind, metadata: {name, labels: {applied: 'no'}}},
      contentType: applyPatchType,
    }),
    request('DELETE', `${one}?of=uid`, {body: {preconditions: {uid: 'x'}}}),
    request('DELETE', `${one}?dryRun=All`, {only: ['kind', 'metadata.name']}),
    request('DELETE', `${one}?gracePeriodSeconds=0`, {only: ['kind', 'metadata.name']}),
    ...(type === 'namespaces'
      ? []
      : [
          silently(`create -f -`, objectOf(served, sample, `${name}-2`)),
          ...collection,
          ...(sample.goesLater === true ? [] : [request('GET', `${one}-2`)]),
        ]),
  ];
}

/** Each type of the support matrix, by every verb of its row. Nodes are left to the theme that has them to itself. */
export const typeRows: Theme = {
  name: 'type-rows',
  steps: servedTypes.filter(({type}) => type !== 'nodes').flatMap(lifeOf),
};

export const nodeRows: Theme['steps'] = servedTypes.filter(({type}) => type === 'nodes').flatMap(lifeOf);
