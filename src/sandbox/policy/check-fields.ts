import type {FieldPath} from '../yaml/field-path.ts';
import {allowedKinds} from './allowed-kinds.ts';
import {formatFieldPath} from '../yaml/field-path.ts';
import type {FieldRule, FieldRules} from '#src/kinds/fields/field-rules.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {hasPlace, placeFor} from './field-places.ts';
import * as mistyped from './mistyped.ts';
import {fieldRefusal, type Positions} from '../yaml/positions.ts';
import {keyMayBeActedOn} from '#src/kinds/fields/reasons.ts';
import type {SandboxSpec} from '../sandbox.ts';

interface CheckContext {
  readonly spec: SandboxSpec;
  readonly positions: Positions;
}

export interface CheckedFields {
  /** The object, less empty values and what the cluster writes itself. */
  readonly object: JsonObject;
  /** Paths of what was left out and somebody may miss. */
  readonly leftOut: readonly string[];
  /** Whether the object was read from a cluster: only then it has a uid. */
  readonly isLive: boolean;
}

/**
 * Walks an object along the rules of its kind.
 * @throws UserError `refused` for the first field that has no rule or breaks its own.
 */
export function checkFields(object: JsonObject, rules: FieldRules, context: CheckContext): CheckedFields {
  const isLive = isJsonObject(object['metadata']) && typeof object['metadata']['uid'] === 'string';
  const check = new FieldCheck(context, {rules, isLive});
  const checked = check.fields(object, rules, []);
  return {object: checked, leftOut: check.leftOut, isLive};
}

class FieldCheck {
  readonly leftOut: string[] = [];
  readonly #context: CheckContext;
  readonly #rules: FieldRules;
  readonly #isLive: boolean;

  constructor(context: CheckContext, {rules, isLive}: {rules: FieldRules; isLive: boolean}) {
    this.#context = context;
    this.#rules = rules;
    this.#isLive = isLive;
  }

  fields(object: JsonObject, rules: FieldRules, path: FieldPath): JsonObject {
    const kept = new Map<string, JsonValue>();
    for (const [key, value] of Object.entries(object)) {
      const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
      if (rule === undefined) throw this.#unknownField(key, rules, path);
      const checked = value === null ? undefined : this.#value(value, rule, [...path, key]);
      if (checked !== undefined) kept.set(key, checked);
    }
    return Object.fromEntries(kept);
  }

  #value(value: JsonValue, rule: FieldRule, path: FieldPath): JsonValue | undefined {
    switch (rule.kind) {
      case 'text':
        return this.#text(value, rule, path);
      case 'integer':
        if (typeof value !== 'number' || !Number.isInteger(value))
          throw this.#mistyped(path, 'a whole number', mistyped.number(value));
        if (value < 0 || value > rule.max) {
          throw this.#refused(path, `must be between 0 and ${rule.max}${reason(rule.because)}`, 'Change the number.');
        }
        return value;
      case 'boolean':
        if (typeof value !== 'boolean')
          throw this.#mistyped(path, 'true or false', 'Write true or false, without quotes.');
        if (rule.only !== undefined && value !== rule.only.value) {
          throw this.#forbidden(path, rule.only.because);
        }
        return value;
      case 'integer or text': {
        if (typeof value !== 'number' && typeof value !== 'string')
          throw this.#mistyped(path, 'a number or text', mistyped.single(value, path));
        const refused = rule.refuse?.(value);
        if (refused !== undefined) throw this.#refused(path, refused.problem, refused.next);
        return value;
      }
      case 'list':
        if (!isJsonList(value)) throw this.#mistyped(path, 'a list', mistyped.list(value));
        if (rule.most !== undefined && value.length > rule.most) {
          throw this.#refused(path, `may have no more than ${rule.most} items`, 'Leave some of them out.');
        }
        return value.map((item, index) => this.#item(item, rule.of, [...path, index]));
      case 'map':
        return this.#map(value, rule, path);
      case 'fields':
        if (!isJsonObject(value)) throw this.#mistyped(path, 'a mapping of fields', mistyped.mapping(value));
        return this.fields(value, rule.fields, path);
      case 'forbidden':
        throw this.#forbidden(path, rule.because);
      case 'written by the cluster':
        if (rule.otherwise === 'refused' && !this.#isLive) throw this.#forbidden(path, rule.because);
        this.leftOut.push(formatFieldPath(path));
        return undefined;
      default:
        return rule satisfies never;
    }
  }

  #item(value: JsonValue, rule: FieldRule, path: FieldPath): JsonValue {
    const item = this.#value(value, rule, path);
    if (item === undefined)
      throw this.#mistyped(path, 'an item', 'Write something after the -, or take the line away.');
    return item;
  }

  #text(value: JsonValue, rule: Extract<FieldRule, {kind: 'text'}>, path: FieldPath): string {
    if (typeof value !== 'string') throw this.#mistyped(path, 'text', mistyped.single(value, path));
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) {
      const meant = nearestTo(value, rule.oneOf);
      const next =
        meant === undefined ? `Allowed: ${rule.oneOf.filter(Boolean).join(', ')}.` : `Did you mean ${meant}?`;
      throw this.#refused(path, `${value} is not allowed here`, next);
    }
    const refused = rule.refuse?.(value, this.#context.spec);
    if (refused !== undefined) throw this.#refused(path, refused.problem, refused.next);
    return value;
  }

  #map(value: JsonValue, rule: Extract<FieldRule, {kind: 'map'}>, path: FieldPath): JsonObject {
    if (!isJsonObject(value)) throw this.#mistyped(path, 'a mapping', mistyped.mapping(value));
    const kept = new Map<string, JsonValue>();
    for (const [key, item] of Object.entries(value)) {
      const keyPath = [...path, key];
      const verdict = rule.judgeKey?.(key) ?? 'keep';
      if (verdict === 'drop') continue;
      if (verdict === 'refuse') {
        if (!this.#isLive) {
          const next = 'Remove it, or use a key of your own, such as note or example.com/note.';
          throw this.#refused(keyPath, `is not allowed here: ${keyMayBeActedOn}`, next);
        }
        this.leftOut.push(formatFieldPath(keyPath));
        continue;
      }
      kept.set(key, this.#item(item, rule.of, keyPath));
    }
    return Object.fromEntries(kept);
  }

  #unknownField(key: string, rules: FieldRules, path: FieldPath): Error {
    const known = Object.keys(rules).filter((name) => rules[name]?.kind !== 'forbidden');
    const at = [...path, key];
    const spelled = known.find((name) => name.toLowerCase() === key.toLowerCase());
    if (spelled !== undefined) {
      return this.#refused(at, `is written ${spelled}`, `Write ${spelled}: with capital and small letters like that.`);
    }
    const meant = nearestTo(key, known);
    const next =
      meant !== undefined
        ? `Did you mean ${meant}?`
        : Object.hasOwn(rules, 'matchLabels')
          ? 'Write it under matchLabels.'
          : (placeFor(key, this.#rules, path) ?? this.#otherKinds(at) ?? 'Remove it, or check the indentation.');
    return this.#refused(at, 'is not a field that I know', next);
  }

  /** Kinds in which the field may stand where it stands here. */
  #otherKinds(at: FieldPath): string | undefined {
    const kinds = allowedKinds.filter(({rules}) => hasPlace(rules, at)).map(({kind}) => `a ${kind}`);
    return kinds.length === 0 ? undefined : `Remove it: it is for ${kinds.join(', ')}.`;
  }

  #mistyped(path: FieldPath, expected: string, next: string): Error {
    return this.#refused(path, `must be ${expected}`, next);
  }

  #forbidden(path: FieldPath, because: string | undefined): Error {
    return this.#refused(path, `is not allowed here${reason(because)}`, 'Remove it.');
  }

  #refused(path: FieldPath, problem: string, next?: string): Error {
    return fieldRefusal({positions: this.#context.positions, path, problem, next});
  }
}

function reason(because: string | undefined): string {
  return because === undefined ? '' : `: ${because}`;
}
