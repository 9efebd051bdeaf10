import {fieldError, type FieldError} from '../status-error.ts';
import type {PodSpec, Toleration} from '../objects/pod.ts';
import {labelValue, qualifiedName} from './names.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateTolerations({tolerations = []}: PodSpec, path: string): FieldError[] {
  return tolerations.flatMap((toleration, at) => validateToleration(toleration, `${path}.tolerations[${at}]`));
}

function validateToleration(toleration: Toleration, field: string): FieldError[] {
  const {key = '', operator = '', effect = '', tolerationSeconds} = toleration;
  const errors = key === '' ? [] : qualifiedName(key).map((why) => fieldError.invalid(`${field}.key`, key, why));
  if (key === '' && operator !== 'Exists') {
    const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(fieldError.invalid(`${field}.operator`, operator, why));
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(fieldError.invalid(`${field}.effect`, effect, why));
  }
  errors.push(...validateOperator(toleration, `${field}.operator`));
  if (effect !== '' && !effects.includes(effect)) {
    errors.push(fieldError.notSupported(`${field}.effect`, effect, effects));
  }
  return errors;
}

/** What is wrong with a value is told of its operator. */
function validateOperator({operator = '', value = ''}: Toleration, field: string): FieldError[] {
  if (operator === 'Exists') {
    return value === '' ? [] : [fieldError.invalid(field, value, "value must be empty when `operator` is 'Exists'")];
  }
  if (operator !== '' && operator !== 'Equal') return [fieldError.notSupported(field, operator, ['Equal', 'Exists'])];
  const whys = labelValue(value);
  return whys.length === 0 ? [] : [fieldError.invalid(field, value, whys.join(';'))];
}
