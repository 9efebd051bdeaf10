import {NotValid} from './not-valid.ts';

/** One condition on a field of an object; all those of a selector must hold. */
interface FieldRequirement {
  readonly field: string;
  readonly value: string;
  readonly isEqual: boolean;
}

const requirement = /^(?<field>[^=!]+)(?<operator>==|!=|=)(?<value>.*)$/u;

/**
 * Whether a field selector finds an object of which `fields` are those that it can be found by.
 * @throws NotValid for a field that is none of them, in the API server's words
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export function matchesFields(selector: string, fields: Readonly<Record<string, string>>): boolean {
  return parse(selector).every(({field, value, isEqual}) => {
    if (!Object.hasOwn(fields, field)) {
      const known = Object.keys(fields).map((name) => JSON.stringify(name));
      throw new NotValid(`${JSON.stringify(field)} is not a known field selector: only ${known.join(', ')}`);
    }
    return (fields[field] === value) === isEqual;
  });
}

function parse(selector: string): FieldRequirement[] {
  return selector
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const {field = '', operator, value = ''} = requirement.exec(part)?.groups ?? {};
      if (operator === undefined) throw new NotValid(`invalid selector: ${JSON.stringify(part)}`);
      return {field: field.trim(), value: value.trim(), isEqual: operator !== '!='};
    });
}
