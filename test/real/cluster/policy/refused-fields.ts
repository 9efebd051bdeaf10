import type {AllowedKind} from '#src/sandbox/policy/allowed-kinds.ts';
import type {FieldRule} from '#src/kinds/fields/field-rules.ts';
import type {JsonValue} from '#src/kubernetes/json.ts';
import type {OpenApiSchema, OpenApiSchemas} from '#src/sandbox/cluster-policies/open-api.ts';
import {sampleAt} from './samples.ts';

/** A field, or a value of it, that the API server knows and the policy does not admit. */
export interface RefusedField {
  /** Keys from the root; `[]` stands for an item of a list. */
  readonly path: readonly string[];
  readonly value: JsonValue;
}

/** Of all that the API server takes for a kind: what stands outside of the policy, the topmost field of each. */
export function refusedFields(kind: AllowedKind, schema: OpenApiSchema, schemas: OpenApiSchemas): RefusedField[] {
  return [...below(schema, {kind: 'fields', fields: kind.rules}, {path: [], schemas})];
}

interface Place {
  readonly path: readonly string[];
  readonly schemas: OpenApiSchemas;
}

function* below(
  unresolved: OpenApiSchema,
  rule: FieldRule | undefined,
  {path, schemas}: Place,
): Generator<RefusedField> {
  const schema = schemas.resolve(unresolved);
  switch (rule?.kind) {
    case undefined:
    case 'forbidden':
      yield {path, value: sampleAt(path, schema, schemas)};
      return;
    case 'fields':
      for (const [key, ofKey] of Object.entries(schema.properties ?? {})) {
        const ruleOfKey = Object.hasOwn(rule.fields, key) ? rule.fields[key] : undefined;
        yield* below(ofKey, ruleOfKey, {path: [...path, key], schemas});
      }
      return;
    case 'list':
      if (schema.items !== undefined) yield* below(schema.items, rule.of, {path: [...path, '[]'], schemas});
      return;
    case 'text':
      for (const value of schema.enum ?? []) {
        if (typeof value === 'string' && rule.oneOf?.includes(value) === false) yield {path, value};
      }
      return;
    case 'boolean':
      if (rule.only !== undefined) yield {path, value: !rule.only.value};
      return;
    case 'integer':
      if (rule.because !== undefined) yield {path, value: rule.max + 1};
      return;
    case 'integer or text':
    case 'map':
    case 'written by the cluster':
      return;
  }
}
