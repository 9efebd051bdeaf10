import type {FieldPath} from '../yaml/field-path.ts';
import {allowedKinds} from './allowed-kinds.ts';
import {formatFieldPath} from '../yaml/field-path.ts';
import type {FieldRule, FieldRules, Reason} from '#src/kinds/fields/field-rules.ts';
import {isJsonList, isJsonObject, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {hasPlace, placeFor, placeNear} from './field-places.ts';
import {begunField, namedElsewhere, nameAndValue} from './meant-field.ts';
import * as mistyped from './mistyped.ts';
import {fieldRefusal, type Positions} from '../yaml/positions.ts';
import type {SandboxSpec} from '../sandbox.ts';
import {words} from '#src/words/words.ts';

interface CheckContext {
  readonly spec: SandboxSpec;
  readonly positions: Positions;
}

export interface CheckedFields {
  /** The object, less empty values and what the cluster writes itself. */
  readonly object: JsonObject;
  /** Paths of what was left out and somebody may miss. */
  readonly leftOut: readonly string[];
  /** Of what a learner wrote: what is not there in a sandbox, and was left out. */
  readonly notHere: readonly {readonly field: string; readonly because: Reason}[];
  /** Numbers that were made as large as may be. */
  readonly lowered: readonly {readonly field: string; readonly most: number; readonly because: Reason | undefined}[];
  /** Keys that are for somebody else than the cluster, and were left out. */
  readonly forControllers: readonly string[];
  readonly isLive: boolean;
}

/** Whether the object was read from a cluster: only then it has a uid. */
export const isFromCluster = ({metadata}: JsonObject): boolean =>
  isJsonObject(metadata) && typeof metadata['uid'] === 'string';

/**
 * Walks an object along the rules of its kind.
 * @throws UserError `refused` for the first field that has no rule or breaks its own.
 */
export function checkFields(object: JsonObject, rules: FieldRules, context: CheckContext): CheckedFields {
  const isLive = isFromCluster(object);
  const check = new FieldCheck(context, {rules, isLive});
  const checked = check.fields(object, rules, []);
  const {leftOut, notHere, lowered, forControllers} = check;
  return {object: checked, leftOut, notHere, lowered, forControllers, isLive};
}

class FieldCheck {
  readonly leftOut: string[] = [];
  readonly notHere: {field: string; because: Reason}[] = [];
  readonly lowered: {field: string; most: number; because: Reason | undefined}[] = [];
  readonly forControllers: string[] = [];
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
          throw this.#refused(path, words().policy.mustBe.wholeNumber, mistyped.number(value, path));
        if (value > rule.max && rule.tooLarge === 'lowered') {
          this.lowered.push({field: formatFieldPath(path), most: rule.max, because: rule.because});
          return rule.max;
        }
        if (value < 0 || value > rule.max) {
          throw this.#refused(path, between(rule), words().policy.changeNumber);
        }
        return value;
      case 'boolean':
        if (typeof value !== 'boolean')
          throw this.#refused(path, words().policy.mustBe.trueOrFalse, words().policy.writeBoolean);
        if (rule.only !== undefined && value !== rule.only.value) {
          throw this.#forbidden(path, rule.only.because);
        }
        return value;
      case 'integer or text': {
        if (typeof value !== 'number' && typeof value !== 'string')
          throw this.#refused(path, words().policy.mustBe.numberOrText, this.#single(value, path));
        const refused = rule.refuse?.(value);
        if (refused !== undefined) throw this.#refused(path, refused.problem, refused.next);
        return value;
      }
      case 'list':
        if (!isJsonList(value)) throw this.#refused(path, words().policy.mustBe.list, mistyped.list(value));
        if (rule.most !== undefined && value.length > rule.most) {
          throw this.#refused(path, words().policy.mostItems({most: rule.most}), words().policy.leaveOutSome);
        }
        return value.map((item, index) => this.#item(item, rule.of, [...path, index]));
      case 'map':
        return this.#map(value, rule, path);
      case 'fields':
        if (!isJsonObject(value)) throw this.#refused(path, words().policy.mustBe.fields, mistyped.mapping(value));
        return this.fields(value, rule.fields, path);
      case 'forbidden':
        // what the cluster holds was admitted: there it stands by no learner's doing
        if (rule.otherwise === undefined || this.#isLive) throw this.#forbidden(path, rule.because);
        this.#leaveOut(path, rule.because);
        return undefined;
      case 'written by the cluster':
        if (rule.otherwise === 'refused' && !this.#isLive) throw this.#forbidden(path, rule.because);
        this.#requireNothingElse(value, rule, path);
        this.#leaveOut(path, rule.because);
        return undefined;
      default:
        return rule satisfies never;
    }
  }

  /** What is read back from a cluster is the cluster's, whoever once wrote the like. */
  #leaveOut(path: FieldPath, because: Reason | undefined): void {
    const field = formatFieldPath(path);
    if (this.#isLive || because === undefined) this.leftOut.push(field);
    else this.notHere.push({field, because});
  }

  #requireNothingElse(
    value: JsonValue,
    rule: Extract<FieldRule, {kind: 'written by the cluster'}>,
    path: FieldPath,
  ): void {
    const refused = rule.refuse?.(value);
    if (refused !== undefined) throw this.#refused(path, refused.problem, refused.next);
  }

  #item(value: JsonValue, rule: FieldRule, path: FieldPath): JsonValue {
    const item = this.#value(value, rule, path);
    if (item === undefined) throw this.#refused(path, words().policy.mustBe.item, words().policy.writeItem);
    return item;
  }

  #text(value: JsonValue, rule: Extract<FieldRule, {kind: 'text'}>, path: FieldPath): string {
    if (typeof value !== 'string') {
      const typed = this.#context.positions.typedAt(path);
      const isOther = typed !== undefined && rule.oneOf !== undefined && !rule.oneOf.includes(typed);
      const next = isOther ? oneOf(rule.oneOf, typed) : this.#single(value, path);
      throw this.#refused(path, words().policy.mustBe.text, next);
    }
    const refused = rule.refuse?.(value, this.#context.spec);
    if (refused !== undefined) throw this.#refused(path, refused.problem, refused.next);
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) {
      throw this.#refused(path, words().policy.valueNotAllowed({value}), oneOf(rule.oneOf, value));
    }
    return value;
  }

  #single(value: JsonValue, path: FieldPath): string {
    return mistyped.single(value, path, this.#context.positions.typedAt(path));
  }

  #map(value: JsonValue, rule: Extract<FieldRule, {kind: 'map'}>, path: FieldPath): JsonObject {
    if (!isJsonObject(value)) throw this.#refused(path, words().policy.mustBe.mapping, mistyped.mapping(value));
    const kept = new Map<string, JsonValue>();
    for (const [key, item] of Object.entries(value)) {
      const keyPath = [...path, key];
      const verdict = rule.judgeKey?.(key) ?? 'keep';
      if (verdict === 'drop') continue;
      if (verdict === 'leave to controllers') {
        this.forControllers.push(key);
        continue;
      }
      if (verdict === 'leave out' || verdict === 'refuse') {
        if (verdict === 'refuse' && !this.#isLive) {
          throw this.#refused(keyPath, notAllowed('keyMayBeActedOn'), words().policy.ownKey);
        }
        this.#leaveOut(keyPath, 'keyMayBeActedOn');
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
      const {problem, next} = words().policy.spelled({right: spelled});
      return this.#refused(at, problem, next);
    }
    const meant = nearestTo(key, known) ?? namedElsewhere(key, known);
    const begun = begunField(key, known);
    const next =
      meant !== undefined
        ? words().policy.didYouMean({meant})
        : Object.hasOwn(rules, 'matchLabels')
          ? words().policy.underMatchLabels
          : (nameAndValue(key, known) ??
            placeFor(key, this.#rules, path) ??
            (begun === undefined ? undefined : words().policy.didYouMean({meant: begun})) ??
            this.#otherKinds(at) ??
            words().policy.checkIndentation);
    return this.#refused(at, words().policy.unknownField, next);
  }

  /** Kinds in which the field may stand where it stands here. */
  #otherKinds(at: FieldPath): string | undefined {
    const kinds = allowedKinds.filter(({rules}) => hasPlace(rules, at)).map(({kind}) => words().policy.aKind({kind}));
    return kinds.length === 0 ? undefined : words().policy.forOtherKinds({kinds: kinds.join(', ')});
  }

  /** What nothing else is said of may have a place nearby. */
  #forbidden(path: FieldPath, because: Reason | undefined): Error {
    const place = because === undefined ? placeNear(String(path.at(-1)), this.#rules, path.slice(0, -1)) : undefined;
    return this.#refused(path, notAllowed(because), place ?? words().policy.removeIt);
  }

  #refused(path: FieldPath, problem: string, next?: string): Error {
    return fieldRefusal({positions: this.#context.positions, path, problem, next});
  }
}

/** Which of the values that are allowed may be meant by another. */
function oneOf(allowed: readonly string[], value: string): string {
  const meant = nearestTo(value, allowed);
  return meant === undefined
    ? words().policy.allowed({values: allowed.filter(Boolean).join(', ')})
    : words().policy.didYouMean({meant});
}

function notAllowed(because: Reason | undefined): string {
  const said = words().policy;
  return because === undefined ? said.notAllowed : said.notAllowedSince({reason: said.because[because]});
}

function between({max: most, because}: Extract<FieldRule, {kind: 'integer'}>): string {
  const said = words().policy;
  return because === undefined ? said.between({most}) : said.betweenSince({most, reason: said.because[because]});
}
