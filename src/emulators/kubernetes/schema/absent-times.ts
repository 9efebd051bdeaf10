import {isObject, type Json} from '../json.ts';
import {objectMeta, type Schema} from './schema.ts';

/**
 * Writes null for each time that an object lacks, in place, as the real server does: its own language has no empty
 * times to leave out.
 */
export function writeAbsentTimes(schema: Schema, value: Json | undefined): void {
  if (schema.kind === 'list' && Array.isArray(value)) {
    for (const item of value) writeAbsentTimes(schema.items, item);
  }
  if (schema.kind !== 'object' || !isObject(value)) return;
  for (const [name, field] of Object.entries(schema.fields)) {
    if (field.kind === 'time') value[name] ??= null;
    // Metadata is a part of every object and every template, also when nothing is in it.
    if (field === objectMeta) value[name] ??= {};
    writeAbsentTimes(field, value[name]);
  }
}
