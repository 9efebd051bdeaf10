import {celList, celText, type FieldRule, type FieldRules, type Reason} from '#src/kinds/fields/field-rules.ts';
import {wordsOf} from '#src/words/words.ts';

/** Something that must hold of an object, in CEL. */
export interface CelCondition {
  /** What it is about, for people: `spec.containers[].image`. */
  readonly field: string;
  /** Why, to be read after the field. */
  readonly because?: string;
  readonly expression: string;
  /** Where `field` covers several: an expression for the text that names those which break it. */
  readonly offenders?: string;
}

interface Place {
  /** The CEL expression of the mapping. */
  readonly at: string;
  /** The same for people. */
  readonly field: string;
  readonly isTemplate: boolean;
  /** Keys of the mapping that are judged by other conditions. */
  readonly without?: readonly string[];
}

/** A cluster says it to everybody, so in one language. */
export const reasonOf = (reason: Reason): string => wordsOf('en').policy.because[reason];

const identifier = /^[A-Za-z_]\w*$/;

/**
 * What the rules of a mapping come to in CEL, for a cluster that enforces them itself. Types and numbers that the API server
 * checks of its own are left to it. Fields without a rule are refused, also those that are newer than the rules.
 */
export function celOfRules(rules: FieldRules, place: Place): CelCondition[] {
  return celOfFields(rules, place, 0);
}

/** `depth` counts the lists around the mapping: each has a name of its own for its items. */
function celOfFields(rules: FieldRules, place: Place, depth: number): CelCondition[] {
  const conditions = [celOfKeys(rules, place)];
  for (const [key, rule] of Object.entries(rules)) {
    if (place.without?.includes(key) === true) continue;
    const field = [place.field, key].filter(Boolean).join('.');
    const ofValue = celOfValue(rule, {at: valueOf(place.at, key), field, isTemplate: place.isTemplate}, depth);
    conditions.push(...ofValue.map((condition) => whereItIs(condition, isThere(place.at, key))));
  }
  return conditions;
}

function whereItIs(condition: CelCondition, isThere: string): CelCondition {
  return {
    ...condition,
    expression: `!${isThere} || (${condition.expression})`,
    ...(condition.offenders === undefined ? {} : {offenders: `${isThere} ? (${condition.offenders}) : ""`}),
  };
}

function celOfValue(rule: FieldRule, place: Place, depth: number): CelCondition[] {
  const {at, field, isTemplate} = place;
  const must = (expression: string, because?: Reason): CelCondition[] =>
    expression === 'true' ? [] : [{field, expression, ...(because === undefined ? {} : {because: reasonOf(because)})}];
  switch (rule.kind) {
    case 'text':
    case 'integer or text':
      if (rule.cel !== undefined) return must(rule.cel(at, {isTemplate}));
      if (rule.refuse !== undefined) throw new Error(`${field} has a rule that is not there in CEL`);
      return rule.kind === 'text' && rule.oneOf !== undefined ? must(`${at} in ${celList(rule.oneOf)}`) : [];
    case 'integer':
      return rule.because === undefined ? [] : must(`${at} <= ${rule.max}`, rule.because);
    case 'boolean':
      return rule.only === undefined ? [] : must(`${at} == ${rule.only.value}`, rule.only.because);
    case 'list':
      return celOfList(rule, place, depth);
    case 'fields':
      return celOfFields(rule.fields, place, depth);
    case 'forbidden':
    case 'written by the cluster':
      return rule.cel === undefined ? [] : must(rule.cel(at, {isTemplate}), rule.because);
    case 'map':
      return [];
  }
}

function celOfList(rule: Extract<FieldRule, {kind: 'list'}>, place: Place, depth: number): CelCondition[] {
  const {at, field, isTemplate} = place;
  const item = `i${depth}`;
  const ofEach = (condition: CelCondition): CelCondition => ({
    ...condition,
    expression: `${at}.all(${item}, ${condition.expression})`,
    ...(condition.offenders === undefined
      ? {}
      : {offenders: `${at}.map(${item}, ${condition.offenders}).filter(o, o != "").join("; ")`}),
  });
  const each = celOfValue(rule.of, {at: item, field: `${field}[]`, isTemplate}, depth + 1).map(ofEach);
  if (rule.most === undefined) return each;
  return [{field: `${field}: no more than ${rule.most}`, expression: `size(${at}) <= ${rule.most}`}, ...each];
}

/**
 * That a mapping has no keys but those with a rule that may be there. `dyn`, since the API server's check of types, whose
 * findings stand in a policy's status, knows mappings of its own kinds by their fields only.
 */
function celOfKeys(rules: FieldRules, {at, field}: Place): CelCondition {
  const isAdmitted = ([, rule]: readonly [string, FieldRule]): boolean =>
    rule.kind !== 'forbidden' || rule.cel !== undefined;
  const admitted = celList(
    Object.entries(rules)
      .filter(isAdmitted)
      .map(([key]) => key),
  );
  const reasons = Object.entries(rules).flatMap(([key, rule]) =>
    rule.kind === 'forbidden' && rule.because !== undefined
      ? [`${celText(key)}: ${celText(reasonOf(rule.because))}`]
      : [],
  );
  const table = `{${reasons.join(', ')}}`;
  const reason = reasons.length === 0 ? '' : ` + (k in ${table} ? ": " + ${table}[k] : "")`;
  const prefix = field === '' ? '' : `${field}.`;
  return {
    field: `${field || 'the object'} has a field that is not known`,
    expression: `dyn(${at}).all(k, k in ${admitted})`,
    offenders: `dyn(${at}).filter(k, !(k in ${admitted})).map(k, ${celText(prefix)} + k${reason}).join("; ")`,
  };
}

function isThere(at: string, key: string): string {
  return identifier.test(key) ? `has(${at}.${key})` : `(${celText(key)} in ${at})`;
}

function valueOf(at: string, key: string): string {
  return identifier.test(key) ? `${at}.${key}` : `${at}[${celText(key)}]`;
}
