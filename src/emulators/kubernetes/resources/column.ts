import type {KubeObject} from '../objects/kube-object.ts';
import {humanDuration} from './human-duration.ts';

/** A column of `kubectl get`; those of a priority above 0 show with `-o wide` alone. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'date' | 'boolean';
  format: '' | 'name';
  description: string;
  priority: number;
}

export type Cell = string | number | boolean | null;

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources' +
    ' may allow a client to request the generation of an appropriate name automatically. Name is ' +
    'primarily intended for creation idempotence and configuration definition. Cannot be updated. More ' +
    'info: http://kubernetes.io/docs/user-guide/identifiers#names',
  priority: 0,
};

export const ageColumn: Column = column('Age', {
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is ' +
    'not guaranteed to be set in happens-before order across separate operations. Clients may not set ' +
    'this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. ' +
    'Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-' +
    'conventions.md#metadata',
});

export function column(name: string, {type = 'string', priority = 0, description = ''}: Partial<Column> = {}): Column {
  return {name, type, format: '', description, priority};
}

/** The AGE cell: how long ago the object was made. */
export function age(object: KubeObject, nowMs: number): string {
  return ageOf(object.metadata.creationTimestamp, nowMs);
}

export function ageOf(timestamp: string | null | undefined, nowMs: number): string {
  return timestamp === undefined || timestamp === null || timestamp === ''
    ? '<unknown>'
    : humanDuration(nowMs - Date.parse(timestamp));
}
