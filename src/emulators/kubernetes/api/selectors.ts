import {badRequest} from '../status-error.ts';
import {isObject} from '../json.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import {isMet, type Labels} from '../objects/label-selector.ts';
import type {ResourceType} from '../resources/resource-type.ts';
import {readLabelSelector} from './label-selector-syntax.ts';

/** Whether an object is meant; `undefined` stands for all. */
export type Selection = ((object: KubeObject) => boolean) | undefined;

/** @throws StatusError 400 for a text that is no label selector. */
export function parseLabelSelector(text: string): (labels: Labels) => boolean {
  const requirements = readLabelSelector(text);
  return (labels) => requirements.every((requirement) => isMet(requirement, labels));
}

/** @throws StatusError 400 for a field that this type cannot be selected by. */
export function parseFieldSelector(type: ResourceType, text: string): (object: KubeObject) => boolean {
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const match = /^([^=!]+)(!=|==|=)(.*)$/.exec(term);
      if (match === null) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      const [, field = '', operator, value = ''] = match;
      return {read: fieldReader(type, field), isEqual: operator !== '!=', value};
    });
  return (object) => terms.every(({read, isEqual, value}) => (read(object) === value) === isEqual);
}

function fieldReader(type: ResourceType, field: string): (object: KubeObject) => string {
  if (field === 'metadata.name') return (object) => object.metadata.name;
  if (field === 'metadata.namespace' && type.namespaced) return (object) => object.metadata.namespace ?? '';
  if (!type.selectableFields.includes(field)) throw badRequest(`field label not supported: ${field}`);
  const path = field.split('.');
  return (object) => {
    let value: unknown = object;
    for (const step of path) value = isObject(value) ? value[step] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
}
