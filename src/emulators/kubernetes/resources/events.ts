import {fieldError, type FieldError} from '../status-error.ts';
import type {Event} from '../objects/cluster-objects.ts';
import {any, integer, kind, object, objectReference, string, time} from '../schema/schema.ts';
import {ageOf, column, nameColumn} from './column.ts';
import {pathSegmentName} from './names.ts';
import {defineType} from './resource-type.ts';

export const events = defineType<Event>({
  plural: 'events',
  singular: 'event',
  kind: 'Event',
  shortNames: ['ev'],
  schema: kind('Event', {
    involvedObject: objectReference,
    reason: string,
    message: string,
    source: object('EventSource', {component: string, host: string}),
    firstTimestamp: time,
    lastTimestamp: time,
    count: integer,
    type: string,
    eventTime: time,
    series: any,
    action: string,
    related: objectReference,
    reportingComponent: string,
    reportingInstance: string,
  }),
  columns: [
    column('Last Seen'),
    column('Type'),
    column('Reason'),
    column('Object'),
    column('Subobject', {priority: 1}),
    column('Source', {priority: 1}),
    column('Message'),
    column('First Seen', {priority: 1}),
    column('Count', {priority: 1}),
    {...nameColumn, priority: 1},
  ],
  row: (event, nowMs) => [
    ageOf(event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime, nowMs),
    event.type ?? '',
    event.reason ?? '',
    `${(event.involvedObject.kind ?? '').toLowerCase()}/${event.involvedObject.name ?? ''}`,
    event.involvedObject.fieldPath ?? '',
    sourceOf(event),
    (event.message ?? '').trim(),
    ageOf(event.firstTimestamp ?? event.eventTime, nowMs),
    event.series?.count ?? event.count ?? 1,
    event.metadata.name,
  ],
  setDefaults: (event) => {
    event.involvedObject ??= {};
    event.reportingComponent ??= '';
    event.reportingInstance ??= '';
  },
  nameRule: pathSegmentName,
  validate: validateEvent,
  validatesMetadata: false,
  selectableFields: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'type',
  ],
});

function sourceOf({source = {}, reportingComponent = '', reportingInstance = ''}: Event): string {
  const {component = reportingComponent, host = reportingInstance} = source;
  return [component, host].filter((part) => part !== '').join(', ');
}

/** What happened to an object of a namespace is told there; the rest is told in `default`. */
function validateEvent({metadata, involvedObject}: Event): FieldError[] {
  const {namespace = ''} = involvedObject;
  if (namespace === metadata.namespace || (namespace === '' && metadata.namespace === 'default')) return [];
  return [fieldError.invalid('involvedObject.namespace', namespace, 'does not match event.namespace')];
}
