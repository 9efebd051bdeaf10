import {fieldError} from '../status-error.ts';
import {isEqual} from '../json.ts';
import type {ControllerRevision} from '../objects/cluster-objects.ts';
import {any, integer, kind} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {defineType} from './resource-type.ts';
import {validateNotNegative} from './workload-validation.ts';

/** The templates that a DaemonSet had, from which `rollout history` and `rollout undo` work. */
export const controllerRevisions = defineType<ControllerRevision>({
  group: 'apps',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  kind: 'ControllerRevision',
  schema: kind('ControllerRevision', {data: any, revision: integer}),
  columns: [nameColumn, column('Controller'), column('Revision'), ageColumn],
  row: (revision, nowMs) => {
    const owner = revision.metadata.ownerReferences?.find(({controller}) => controller === true);
    const controller = owner === undefined ? '<none>' : `${owner.kind.toLowerCase()}.apps/${owner.name}`;
    return [revision.metadata.name, controller, revision.revision, age(revision, nowMs)];
  },
  validate: ({data, revision}) => [
    ...(data === undefined ? [fieldError.required('data', 'data is mandatory')] : []),
    ...validateNotNegative('revision', revision),
  ],
  validateUpdate: ({data}, old) =>
    isEqual(data, old.data) ? [] : [fieldError.invalid('data', data, 'field is immutable')],
});
