import {celList, type FieldRule, type FieldRules} from './field-rules.ts';

/** Something that must hold of an object, in CEL. */
export interface CelCondition {
  /** What it is about, for people: `spec.containers[].image`. */
  readonly field: string;
  readonly expression: string;
}

interface Place {
  /** The CEL expression of the mapping. */
  readonly at: string;
  /** The same for people. */
  readonly field: string;
  readonly isTemplate: boolean;
  /** Keys of the mapping that are left to others. */
  readonly without?: readonly string[];
}

const identifier = /^[A-Za-z_]\w*$/;

/**
 * What the rules of a mapping come to in CEL, for a cluster that enforces them itself. Types and numbers that the API server
 * checks of its own are left to it, and so are fields that it does not know.
 */
export function celOfRules(rules: FieldRules, place: Place): CelCondition[] {
  return celOfFields(rules, place, 0);
}

/** `depth` counts the lists around the mapping: each has a name of its own for its items. */
function celOfFields(rules: FieldRules, place: Place, depth: number): CelCondition[] {
  const entries = Object.entries(rules).filter(([key]) => place.without?.includes(key) !== true);
  const conditions = [...celOfForbidden(entries, place), ...celOfKeys(entries, place)];
  for (const [key, rule] of entries) {
    const value = valueOf(place.at, key);
    const field = [place.field, key].filter(Boolean).join('.');
    const ofValue = celOfValue(rule, {at: value, field, isTemplate: place.isTemplate}, depth);
    conditions.push(
      ...ofValue.map(({field, expression}) => ({field, expression: `!${isThere(place.at, key)} || (${expression})`})),
    );
  }
  return conditions;
}

function celOfValue(rule: FieldRule, place: Place, depth: number): CelCondition[] {
  const {at, field, isTemplate} = place;
  const must = (expression: string): CelCondition[] => (expression === 'true' ? [] : [{field, expression}]);
  switch (rule.kind) {
    case 'text':
    case 'integer or text':
      if (rule.cel !== undefined) return must(rule.cel(at, {isTemplate}));
      if (rule.refuse !== undefined) throw new Error(`${field} has a rule that is not there in CEL`);
      return rule.kind === 'text' && rule.oneOf !== undefined ? must(`${at} in ${celList(rule.oneOf)}`) : [];
    case 'integer':
      return rule.because === undefined ? [] : must(`${at} <= ${rule.max}`);
    case 'boolean':
      return rule.only === undefined ? [] : must(`${at} == ${rule.only.value}`);
    case 'list': {
      const item = `i${depth}`;
      const ofItems = celOfValue(rule.of, {at: item, field: `${field}[]`, isTemplate}, depth + 1);
      const each = ofItems.map(({field, expression}) => ({field, expression: `${at}.all(${item}, ${expression})`}));
      if (rule.most === undefined) return each;
      return [{field: `${field}: no more than ${rule.most}`, expression: `size(${at}) <= ${rule.most}`}, ...each];
    }
    case 'fields':
      return celOfFields(rule.fields, place, depth);
    case 'forbidden':
    case 'written by the cluster':
      return rule.cel === undefined ? [] : must(rule.cel(at, {isTemplate}));
    case 'map':
      return [];
  }
}

/** What must not be there, in one condition for all of a mapping. */
function celOfForbidden(entries: readonly (readonly [string, FieldRule])[], {at, field}: Place): CelCondition[] {
  const keys = entries.flatMap(([key, rule]) => (rule.kind === 'forbidden' && rule.cel === undefined ? [key] : []));
  if (keys.length === 0) return [];
  const prefix = field === '' ? '' : `${field}.`;
  return [
    {
      field: keys.map((key) => prefix + key).join(', '),
      expression: keys.map((key) => `!${isThere(at, key)}`).join(' && '),
    },
  ];
}

/** Keys that are no identifiers are those of a free mapping: there, all others have to be named too. */
function celOfKeys(entries: readonly (readonly [string, FieldRule])[], {at, field}: Place): CelCondition[] {
  const keys = entries.map(([key]) => key);
  if (keys.every((key) => identifier.test(key))) return [];
  return [{field, expression: `${at}.all(k, k in ${celList(keys)})`}];
}

function isThere(at: string, key: string): string {
  return identifier.test(key) ? `has(${at}.${key})` : `(${JSON.stringify(key)} in ${at})`;
}

function valueOf(at: string, key: string): string {
  return identifier.test(key) ? `${at}.${key}` : `${at}[${JSON.stringify(key)}]`;
}
