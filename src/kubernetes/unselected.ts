import type {LabelSelector} from './label-selector-text.ts';

/** What a label's key may have, as a set: these values, or all but these; and whether the key may be missing. */
interface Allowed {
  readonly values: readonly string[];
  readonly isAllBut: boolean;
  readonly orMissing: boolean;
}

/** What must hold of all keys together; of a key that is not there, nothing. */
type Condition = ReadonlyMap<string, Allowed>;

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: string[];
}

type Expression = Omit<Requirement, 'values'> & Partial<Requirement>;

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** All requirements of a selector, of which each must hold: each once, in an order of their own. */
function requirementsOf({matchLabels, matchExpressions}: LabelSelector): Requirement[] {
  const all = [
    ...Object.entries(matchLabels ?? {}).map(([key, value]) => ({key, operator: 'In', values: [value]})),
    ...(matchExpressions ?? []).map(({key, operator, values}) => ({
      key,
      operator,
      values: [...new Set(values ?? [])].sort(compare),
    })),
  ];
  const byText = new Map(all.map((requirement) => [JSON.stringify(requirement), requirement]));
  return [...byText].sort(([one], [other]) => compare(one, other)).map(([, requirement]) => requirement);
}

/** The same, of selectors that say something different each. */
function distinct(selectors: readonly LabelSelector[]): Requirement[][] {
  return [...new Map(selectors.map(requirementsOf).map((all) => [JSON.stringify(all), all])).values()];
}

/**
 * How many selectors `unselectedBy` may need at most: one for each choice of a requirement of each selector. It does not grow
 * when a selector is taken away.
 */
export function mostUnselected(selectors: readonly LabelSelector[]): number {
  return distinct(selectors).reduce((product, requirements) => product * Math.max(requirements.length, 1), 1);
}

/**
 * Selectors of exactly what none of the given ones selects: an object's labels match one of them at least if, and only if, they
 * match none of `selectors`. What matches no requirement of a selector must break one of it, so there is one for each choice
 * of what is broken; those that nothing can match, or that another one covers, are left out.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/
 */
export function unselectedBy(selectors: readonly LabelSelector[]): LabelSelector[] {
  const conditions = distinct(selectors).reduce<readonly Condition[]>(
    (found, requirements) =>
      widest(
        found.flatMap((condition) =>
          requirements.flatMap((requirement) => withAllowed(condition, requirement.key, broken(requirement)) ?? []),
        ),
      ),
    [new Map()],
  );
  return conditions.map(toSelector);
}

/** What breaks a requirement. `NotIn` holds of a key that is missing, so that `In` must be broken by it. */
function broken({key, operator, values}: Requirement): Allowed {
  switch (operator) {
    case 'In':
      return {values, isAllBut: true, orMissing: true};
    case 'NotIn':
      return {values, isAllBut: false, orMissing: false};
    case 'Exists':
      return {values: [], isAllBut: false, orMissing: true};
    case 'DoesNotExist':
      return {values: [], isAllBut: true, orMissing: false};
    default:
      throw new Error(`${operator} is no operator of a selector: ${key}`);
  }
}

/** Undefined where nothing is left. */
function withAllowed(condition: Condition, key: string, more: Allowed): Condition | undefined {
  const before = condition.get(key);
  const both = before === undefined ? more : common(before, more);
  const isNothing = !both.isAllBut && both.values.length === 0 && !both.orMissing;
  return isNothing ? undefined : new Map([...condition, [key, both]]);
}

function common(one: Allowed, other: Allowed): Allowed {
  const orMissing = one.orMissing && other.orMissing;
  if (one.isAllBut && other.isAllBut) {
    return {values: [...new Set([...one.values, ...other.values])].sort(compare), isAllBut: true, orMissing};
  }
  const [listed, rest] = one.isAllBut ? [other, one] : [one, other];
  return {values: listed.values.filter((value) => has(rest, value)), isAllBut: false, orMissing};
}

const has = ({values, isAllBut}: Allowed, value: string): boolean => values.includes(value) !== isAllBut;

/** Without those that another one covers; of two that cover each other, the first stays. */
function widest(conditions: readonly Condition[]): readonly Condition[] {
  const kept: Condition[] = [];
  for (const condition of conditions) {
    if (kept.some((other) => covers(other, condition))) continue;
    const left = kept.filter((other) => !covers(condition, other));
    kept.splice(0, kept.length, ...left, condition);
  }
  return kept;
}

function covers(wide: Condition, narrow: Condition): boolean {
  return [...wide].every(([key, allowed]) => {
    const below = narrow.get(key);
    return below !== undefined && isWithin(below, allowed);
  });
}

function isWithin(below: Allowed, above: Allowed): boolean {
  if (below.orMissing && !above.orMissing) return false;
  if (below.isAllBut) return above.isAllBut && above.values.every((value) => below.values.includes(value));
  return below.values.every((value) => has(above, value));
}

function toSelector(condition: Condition): LabelSelector {
  const matchExpressions = [...condition].sort(([one], [other]) => compare(one, other)).flatMap(toExpressions);
  return matchExpressions.length === 0 ? {} : {matchExpressions};
}

function toExpressions([key, {values, isAllBut, orMissing}]: [string, Allowed]): Expression[] {
  // a key that may be missing and has values besides comes of no requirements
  if (!isAllBut) return [orMissing ? {key, operator: 'DoesNotExist'} : {key, operator: 'In', values: [...values]}];
  return [
    ...(orMissing ? [] : [{key, operator: 'Exists'}]),
    ...(values.length === 0 ? [] : [{key, operator: 'NotIn', values: [...values]}]),
  ];
}
