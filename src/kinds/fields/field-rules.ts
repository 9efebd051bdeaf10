import type {Words} from '#src/words/en/en.ts';

/** Why something is not there or is bounded: what is said of it stands in the words of the policy. */
export type Reason = keyof Words['policy']['because'];

/** As much of a sandbox as values are judged by. */
interface JudgedIn {
  readonly namespace: string;
  /** Its lab's. */
  readonly lab: {readonly images: readonly string[]};
}

/** Why a value is refused, to be read after the field's path, and what to do instead. */
interface RefusedValue {
  readonly problem: string;
  readonly next?: string;
}

/**
 * The same rule in CEL, for clusters that can enforce it: a condition on `value`, the expression of a value that is there.
 * What the cluster itself fills in is there in Pods, and not in templates of Pods.
 * @see admission-manifests.ts for the variables that it may use
 */
type CelOf = (value: string, place: {readonly isTemplate: boolean}) => string;

/** What becomes of a key of a mapping that learners fill freely; `drop` is silent, and what is left out is told, with why. */
export type KeyVerdict = 'keep' | 'drop' | 'leave out' | 'leave to controllers' | 'refuse';

/**
 * What may stand in a field. A field without a rule is refused: this is an allow-list. Rules for fields that
 * Kubernetes has and a sandbox has not carry the reason.
 */
export type FieldRule =
  | {
      readonly kind: 'text';
      readonly oneOf?: readonly string[];
      readonly refuse?: (value: string, sandbox: JudgedIn) => RefusedValue | undefined;
      readonly cel?: CelOf;
    }
  /** One that may be too large is made as large as may be, and told, where nobody relies on more. */
  | {readonly kind: 'integer'; readonly max: number; readonly because?: Reason; readonly tooLarge?: 'lowered'}
  | {readonly kind: 'boolean'; readonly only?: {readonly value: boolean; readonly because: Reason}}
  | {
      readonly kind: 'integer or text';
      readonly refuse?: (value: number | string) => RefusedValue | undefined;
      readonly cel?: CelOf;
    }
  | {readonly kind: 'list'; readonly of: FieldRule; readonly most?: number}
  | {readonly kind: 'map'; readonly of: FieldRule; readonly judgeKey?: (key: string) => KeyVerdict}
  | {readonly kind: 'fields'; readonly fields: FieldRules}
  /** What is left out is told; the rest says as much without it. What is refused would be another thing without it. */
  | {readonly kind: 'forbidden'; readonly because?: Reason; readonly cel?: CelOf; readonly otherwise?: 'left out'}
  /**
   * What the cluster writes and `get -o yaml` shows: left out. In an object that was never in a cluster it is refused, or
   * left out as well, and told with its reason.
   */
  | {
      readonly kind: 'written by the cluster';
      readonly otherwise: 'left out' | 'refused';
      readonly because?: Reason;
      /** Of what is left out: what is not, since it would mean something else than the cluster's own. */
      readonly refuse?: (value: unknown) => RefusedValue | undefined;
      readonly cel?: CelOf;
    };

export type FieldRules = Readonly<Record<string, FieldRule>>;

export const text: FieldRule = {kind: 'text'};
export const anyBoolean: FieldRule = {kind: 'boolean'};
export const integer: FieldRule = {kind: 'integer', max: 2_147_483_647};
export const integerOrText: FieldRule = {kind: 'integer or text'};
export const textMap: FieldRule = {kind: 'map', of: text};
export const textList: FieldRule = {kind: 'list', of: text};

export function oneOf(...values: readonly string[]): FieldRule {
  return {kind: 'text', oneOf: values};
}

export function only(value: boolean, because: Reason): FieldRule {
  return {kind: 'boolean', only: {value, because}};
}

export function listOf(of: FieldRule, most?: number): FieldRule {
  return most === undefined ? {kind: 'list', of} : {kind: 'list', of, most};
}

export function fields(rules: FieldRules): FieldRule {
  return {kind: 'fields', fields: rules};
}

export function forbidden(because?: Reason): FieldRule {
  return because === undefined ? {kind: 'forbidden'} : {kind: 'forbidden', because};
}

/** For what is not there in a sandbox, and whose object works as well without it. */
export function leftOutHere(because: Reason): FieldRule {
  return {kind: 'forbidden', because, otherwise: 'left out'};
}

/** The same rule for several fields. */
export function each(names: readonly string[], rule: FieldRule): FieldRules {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

export function leftOut(): FieldRule {
  return {kind: 'written by the cluster', otherwise: 'left out'};
}

/** The same for what the cluster writes on what is in it. */
export function leftOutUnlessLive(because: Reason, cel?: CelOf): FieldRule {
  return {kind: 'written by the cluster', otherwise: 'left out', because, ...(cel === undefined ? {} : {cel})};
}

export function refusedUnlessLive(because: Reason, cel?: CelOf): FieldRule {
  return {kind: 'written by the cluster', otherwise: 'refused', because, ...(cel === undefined ? {} : {cel})};
}

/** A text, as CEL writes it. */
export const celText = (text: string): string => JSON.stringify(text);

/** A list of texts, as CEL writes it. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`;
}
