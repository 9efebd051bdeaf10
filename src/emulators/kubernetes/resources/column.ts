import type {KubeObject} from '../objects/kube-object.ts';
import {humanDuration} from './human-duration.ts';

/** A column of `kubectl get`; those of a priority above 0 show with `-o wide` alone. */
export interface Column {
  name: string;
  type: 'string' | 'integer';
  format: '' | 'name';
  description: string;
  priority: number;
}

export type Cell = string | number | null;

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name must be unique within a namespace.',
  priority: 0,
};

export const ageColumn: Column = column('Age');

export function column(name: string, {type = 'string', priority = 0}: Partial<Column> = {}): Column {
  return {name, type, format: '', description: '', priority};
}

/** The AGE cell: how long ago the object was made. */
export function age(object: KubeObject, nowMs: number): string {
  return ageOf(object.metadata.creationTimestamp, nowMs);
}

export function ageOf(timestamp: string | undefined, nowMs: number): string {
  return timestamp === undefined || timestamp === '' ? '<unknown>' : humanDuration(nowMs - Date.parse(timestamp));
}
