import {SERVED_TYPES, apiVersionOf, type ServedType} from '../served-types.ts';
import {request, silently, type Condition, type Step, type Theme} from '../step.ts';
import {SAMPLES, type Sample} from './samples.ts';

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const PARTIAL = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const LABEL = 'fidelity=NAMESPACE';
const LABELS = {fidelity: 'NAMESPACE'};

function objectOf(served: ServedType, {kind, body}: Sample, name: string): object {
  return {apiVersion: apiVersionOf(served), kind, metadata: {name, labels: LABELS}, ...body};
}

/** One object from its creation to its end, by every verb of its row. */
function lifeOf(served: ServedType): Theme['steps'] {
  const sample = SAMPLES[served.type];
  if (sample === undefined) throw new Error(`There is no sample of ${served.type}.`);
  const {path, isInNamespace, type} = served;
  const name = isInNamespace ? 'row' : 'NAMESPACE-row';
  const one = `${path}/${name}`;
  const only = sample.only === undefined ? {} : {only: sample.only};
  const selector = encodeURIComponent(LABEL);
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
    request('PATCH', one, {body: {metadata: {labels: {merged: 'yes'}}}, contentType: MERGE, ...only}),
    request('PATCH', one, {body: {metadata: {labels: {strategic: 'yes'}}}, contentType: STRATEGIC, ...only}),
    request('PATCH', one, {
      body: [{op: 'add', path: '/metadata/labels/json', value: 'yes'}],
      contentType: JSON_PATCH,
      ...only,
    }),
    request('PATCH', `${one}?fieldManager=fidelity`, {
      body: {apiVersion: apiVersionOf(served), kind: sample.kind, metadata: {name, labels: {applied: 'yes'}}},
      contentType: APPLY,
      ...only,
    }),
    request('GET', one, {accept: TABLE, only: ['rows.0.cells']}),
    request('GET', `${path}?labelSelector=${selector}`, {accept: TABLE, only: ['columnDefinitions', 'rows.0.cells']}),
    request('GET', one, {accept: PARTIAL, only: ['kind', 'apiVersion', 'metadata.name', 'metadata.labels']}),
    // What may not be written.
    request('PUT', `${one}?of=name`, {change: {metadata: {name: 'other'}}}),
    request('PUT', `${one}?of=uid`, {change: {metadata: {uid: 'x'}}}),
    request('PATCH', `${one}?of=label`, {body: {metadata: {labels: {bad: 'not valid'}}}, contentType: MERGE}),
    request('PATCH', `${one}?of=key`, {body: {metadata: {annotations: {'not valid': 'x'}}}, contentType: MERGE}),
    request('PATCH', `${one}?of=version`, {body: {metadata: {resourceVersion: '1'}}, contentType: MERGE}),
    request('PATCH', `${one}?of=test`, {
      body: [{op: 'test', path: '/metadata/name', value: 'other'}],
      contentType: JSON_PATCH,
    }),
    request('PATCH', `${one}?fieldManager=another`, {
      body: {apiVersion: apiVersionOf(served), kind: sample.kind, metadata: {name, labels: {applied: 'no'}}},
      contentType: APPLY,
    }),
    request('DELETE', `${one}?of=uid`, {body: {preconditions: {uid: 'x'}}}),
    request('DELETE', `${one}?dryRun=All`, {only: ['kind', 'metadata.name']}),
    request('DELETE', `${one}?gracePeriodSeconds=0`, {only: ['kind', 'metadata.name']}),
    ...(type === 'namespaces'
      ? []
      : [silently(`create -f -`, objectOf(served, sample, `${name}-2`)), ...collection, request('GET', `${one}-2`)]),
  ];
}

/** Each type of the support matrix, by every verb of its row. Nodes are left to the theme that has them to itself. */
export const typeRows: Theme = {
  name: 'type-rows',
  steps: SERVED_TYPES.filter(({type}) => type !== 'nodes').flatMap(lifeOf),
};

export const nodeRows: Theme['steps'] = SERVED_TYPES.filter(({type}) => type === 'nodes').flatMap(lifeOf);
