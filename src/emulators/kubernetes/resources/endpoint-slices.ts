import {fieldError} from '../status-error.ts';
import type {EndpointSlice} from '../objects/endpoint-slice.ts';
import {
  any,
  atomicObject,
  boolean,
  integer,
  kind,
  list,
  map,
  object,
  objectReference,
  set,
  string,
} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';

const maxShown = 3;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
export const endpointSlices = defineType<EndpointSlice>({
  group: 'discovery.k8s.io',
  plural: 'endpointslices',
  singular: 'endpointslice',
  kind: 'EndpointSlice',
  schema: kind('EndpointSlice', {
    addressType: string,
    endpoints: list(
      object(
        'Endpoint',
        {
          addresses: set(string),
          conditions: object('EndpointConditions', {ready: boolean, serving: boolean, terminating: boolean}),
          hostname: string,
          nodeName: string,
          targetRef: objectReference,
          zone: string,
          hints: any,
          deprecatedTopology: map(string),
        },
        ['addresses'],
      ),
    ),
    ports: list(atomicObject('EndpointPort', {name: string, port: integer, protocol: string, appProtocol: string})),
  }),
  columns: [nameColumn, column('AddressType'), column('Ports'), column('Endpoints'), ageColumn],
  row: (slice, nowMs) => [
    slice.metadata.name,
    slice.addressType,
    shorten((slice.ports ?? []).map(({port}) => (port === undefined ? '*' : String(port)))),
    shorten((slice.endpoints ?? []).flatMap(({addresses}) => addresses)),
    age(slice, nowMs),
  ],
  hasGeneration: true,
  generationCounts: 'labels and annotations',
  validate: ({addressType}) => (addressType === undefined ? [fieldError.required('addressType')] : []),
  setDefaults: (slice) => {
    slice.endpoints ??= [];
    for (const port of slice.ports ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
});

function shorten(texts: readonly string[]): string {
  if (texts.length === 0) return '<unset>';
  const shown = texts.slice(0, maxShown).join(',');
  return texts.length > maxShown ? `${shown} + ${texts.length - maxShown} more...` : shown;
}
