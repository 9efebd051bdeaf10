import type {ZodMiniType} from 'zod/mini';
import {invalidFormBody, type FormIssue} from './form-issues.ts';

type SchemaIssue = NonNullable<ReturnType<ZodMiniType['safeParse']>['error']>['issues'][number];

function boundIssue(issue: {
  origin: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
}): Omit<FormIssue, 'path'> {
  const isNumber = issue.origin === 'number' || issue.origin === 'int';
  if (issue.maximum !== undefined) {
    const most = String(issue.maximum);
    if (isNumber) return {code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${most}.`};
    return {code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${most} or fewer in length.`};
  }
  const least = String(issue.minimum);
  if (isNumber) return {code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${least}.`};
  return {code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${least} or more in length.`};
}

function typeIssue(expected: string, isMissing: boolean): Omit<FormIssue, 'path'> {
  if (isMissing) return {code: 'BASE_TYPE_REQUIRED', message: 'This field is required'};
  switch (expected) {
    case 'object':
    case 'record':
      return {code: 'MODEL_TYPE_CONVERT', message: 'Only dictionaries may be used in a ModelType'};
    case 'array':
      return {code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType'};
    case 'boolean':
      return {code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.'};
    case 'number':
    case 'int':
      return {code: 'NUMBER_TYPE_COERCE', message: 'Value is not an int.'};
    default:
      return {code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.'};
  }
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key]; // any object can be asked for a key
  }
  return value;
}

/** What is wrong in the branch of a union that has the `type` given; without such a branch the `type` itself is. */
function unionIssues(
  body: unknown,
  issue: SchemaIssue & {code: 'invalid_union'},
  path: readonly PropertyKey[],
): FormIssue[] {
  const matching = issue.errors.filter(
    (branch) => !branch.some(({path: inner}) => inner.length === 1 && inner[0] === 'type'),
  );
  const [nearest] = matching.toSorted((a, b) => a.length - b.length);
  if (nearest) return nearest.flatMap((inner) => translate(body, inner, path));
  const types = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_value' && inner.path[0] === 'type' ? inner.values : [])),
  );
  const message = `Value of field "type" must be one of (${types.map(String).join(', ')}).`;
  return [{path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message}];
}

function translate(body: unknown, issue: SchemaIssue, prefix: readonly PropertyKey[]): FormIssue[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case 'invalid_union':
      return unionIssues(body, issue, path);
    case 'invalid_type':
      return [{path, ...typeIssue(issue.expected, valueAt(body, path) === undefined)}];
    case 'too_big':
    case 'too_small':
      return [{path, ...boundIssue(issue)}];
    case 'invalid_value':
      if (valueAt(body, path) === undefined) return [{path, ...typeIssue('', true)}];
      return [
        {path, code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.map(String).join(', ')}}.`},
      ];
    case 'invalid_format':
      if (issue.format === 'url') return [{path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.'}];
      if (issue.format === 'datetime') {
        return [{path, code: 'DATE_TIME_TYPE_PARSE', message: 'Could not parse value. Should be ISO8601.'}];
      }
      return [{path, code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.'}];
    default:
      return [{path, code: 'BASE_TYPE_INVALID', message: 'Value is not valid.'}];
  }
}

/** What of a body is accepted by Discord's own schema: unknown fields are dropped, as Discord ignores them.
 * @throws {DiscordError} 50035 in Discord's shape */
export function parseBody(schema: ZodMiniType<Record<string, unknown>>, body: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw invalidFormBody(parsed.error.issues.flatMap((issue) => translate(body, issue, [])));
}
