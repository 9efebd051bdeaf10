import {Environment, type ParseResult} from '@marcbachmann/cel-js';
import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import {shown} from '#src/operations/kubectl/shown.ts';
import {isCrashLooping} from '#src/kinds/pod/status/crash-loop.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {words} from '#src/words/words.ts';
import {factTypes, type FactObject, type SandboxFacts} from './facts.ts';

/** What an expression came to. `absent`: it asked for an object or a field that is not there. */
export type Evaluation =
  | {readonly kind: 'value'; readonly value: unknown; readonly usesHistory: boolean}
  | {readonly kind: 'absent'; readonly what: string; readonly usesHistory: boolean}
  | {readonly kind: 'broken'; readonly message: string};

/** An object that the expression named and that is not there. */
class Absent extends Error {}

/** Whole numbers of JSON are CEL's int, which the library holds as bigint; all else stays. */
function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]));
  }
  return value;
}

/** Objects do not change: a new state is a new object. So each is converted once. */
const converted = new WeakMap<object, unknown>();

function convertOnce(object: object, toShape: (object: never) => unknown = (same) => same): unknown {
  const known = converted.get(object);
  if (known !== undefined) return known;
  const fresh = toCel(toShape(object as never));
  converted.set(object, fresh);
  return fresh;
}

/** What `history` shows of a Pod; times are ms since 1970, and absent until they came. */
const toHistory = (record: PodRecord): FactObject => ({
  uid: record.uid,
  name: record.name,
  labels: record.labels,
  ...(record.node === undefined ? {} : {node: record.node}),
  ...(record.owner === undefined ? {} : {owner: record.owner}),
  status: record.status,
  statuses: record.path.map(({status}) => status),
  restarts: record.restarts,
  createdAt: record.createdAt,
  seenAt: record.seenAt,
  ...(record.readyTimes[0] === undefined ? {} : {readyAt: record.readyTimes[0].from}),
  ...(record.endedAt === undefined ? {} : {endedAt: record.endedAt}),
  ...(record.goneAt === undefined ? {} : {goneAt: record.goneAt}),
});

/** A variable that is a list, and what the others come to: of which list of which sandbox an expression speaks. */
interface Source {
  readonly variable: Variable;
  readonly facts: SandboxFacts;
}

/** Where a list of objects is from: for saying what is absent from it, and for asking the same of another namespace. */
const sources = new WeakMap<object, Source>();

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A member of an object that came in as JSON; undefined when there is none. */
const member = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

const labelsOf = (object: unknown): Record<string, string> => {
  const labels = member(member(object, 'metadata'), 'labels') ?? member(object, 'labels') ?? {};
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
};

function named(list: readonly unknown[], name: string): unknown {
  const found = list.find((object) => (member(member(object, 'metadata'), 'name') ?? member(object, 'name')) === name);
  if (found === undefined)
    throw new Absent(words().checks.noObject({list: sources.get(list)?.variable ?? 'objects', name}));
  return found;
}

function labelled(list: readonly unknown[], selector: string): unknown[] {
  const parsed = parseLabelSelector(selector, shown);
  return list.filter((object) => matchesLabels(parsed, labelsOf(object)));
}

/** The same list in a namespace that the learner made: nothing, while there is none. @throws Error for what is no variable */
function inNamespace(list: readonly unknown[], name: string): unknown[] {
  const source = sources.get(list);
  if (source === undefined || !isOfNamespace(source.variable)) {
    throw new Error('inNamespace stands right behind the name of a list of what is in a namespace');
  }
  const there = source.facts.inNamespace(name);
  return there === undefined ? [] : listOf(source.variable, there);
}

const isOfNamespace = (variable: Variable): boolean => variable !== 'nodes' && variable !== 'namespaces';

/** Back from CEL's numbers to JSON's. */
const fromCel = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(fromCel);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromCel(inner)]))
    : value;
};

/** What the watch remembers, and else is lost: it may have a gap. */
const pastVariables = ['history', 'versions'] as const;
const variables = [...factTypes, ...pastVariables] as const;
type Variable = (typeof variables)[number];

const isOfThePast = (variable: Variable): boolean => pastVariables.some((past) => past === variable);

const environment = createEnvironment();

function createEnvironment(): Environment {
  const list = 'list<dyn>';
  const declared = new Environment({enableOptionalTypes: true, limits: {maxAstNodes: 400, maxDepth: 40}});
  for (const variable of variables) declared.registerVariable(variable, list);
  return declared
    .registerFunction({
      name: 'named',
      receiverType: list,
      returnType: 'dyn',
      description: 'The object of that name; its absence fails the check',
      params: [{name: 'name', type: 'string'}],
      handler: named,
    })
    .registerFunction({
      name: 'labelled',
      receiverType: list,
      returnType: list,
      description: 'The objects that a label selector chooses',
      params: [{name: 'selector', type: 'string'}],
      handler: labelled,
    })
    .registerFunction({
      name: 'inNamespace',
      receiverType: list,
      returnType: list,
      description: 'The same list in a namespace that the learner made',
      params: [{name: 'name', type: 'string'}],
      handler: inNamespace,
    })
    .registerFunction({
      name: 'podStatus',
      returnType: 'string',
      description: 'The STATUS column of kubectl get pods',
      params: [{name: 'pod', type: 'dyn'}],
      handler: (pod: unknown) => podStatus(podSchema.parse(fromCel(pod))).status,
    })
    .registerFunction({
      name: 'isReady',
      returnType: 'bool',
      description: 'Whether a Pod serves',
      params: [{name: 'pod', type: 'dyn'}],
      handler: (pod: unknown) => podStatus(podSchema.parse(fromCel(pod))).isReady,
    })
    .registerFunction({
      name: 'isCrashLooping',
      returnType: 'bool',
      description: 'Whether a container of a Pod ends again and again, and the Pod does not serve',
      params: [{name: 'pod', type: 'dyn'}],
      handler: (pod: unknown) => isCrashLooping(podSchema.parse(fromCel(pod))),
    });
}

const parsed = new Map<string, ParseResult>();

function parseExpression(text: string): ParseResult {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const fresh = environment.parse(text);
  parsed.set(text, fresh);
  return fresh;
}

/**
 * Lets go of what was evaluated last: a parsed expression holds the objects that it went through until it goes through others.
 * For when somebody leaves.
 */
export function forgetEvaluated(): void {
  parsed.clear();
}

/** What is wrong with an expression, or undefined. `type` is what it must come to. */
export function expressionProblem(text: string, type: 'bool' | 'any'): string | undefined {
  const result = environment.check(text);
  if (!result.valid) return firstLine(result.error);
  if (type === 'bool' && result.type !== 'bool' && result.type !== 'dyn') {
    return `is ${result.type}, but must be true or false`;
  }
  const overNothing = evaluate(text, nothingThere);
  return overNothing.kind === 'broken' ? overNothing.message : undefined;
}

/** Of an empty sandbox. */
const nothingThere: SandboxFacts = {
  objects: () => [],
  history: [],
  versions: [],
  completeSince: 0,
  inNamespace: () => undefined,
};

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'is wrong';

/** The library's codes for what is not there. */
const absentCodes: ReadonlySet<unknown> = new Set(['no_such_key', 'index_out_of_bounds']);

/** Evaluates over what is known of a sandbox. Never throws: what an expression runs into is part of what it came to. */
export function evaluate(text: string, facts: SandboxFacts): Evaluation {
  let usesHistory = false;
  const context = {};
  for (const variable of variables) {
    Object.defineProperty(context, variable, {
      enumerable: true,
      get: () => {
        usesHistory ||= isOfThePast(variable);
        return listOf(variable, facts);
      },
    });
  }
  try {
    const value: unknown = parseExpression(text)(context);
    return {kind: 'value', value: fromCel(value), usesHistory};
  } catch (error) {
    if (error instanceof Absent) return {kind: 'absent', what: error.message, usesHistory};
    const code = member(error, 'code');
    if (absentCodes.has(code)) return {kind: 'absent', what: absentKey(error), usesHistory};
    return {kind: 'broken', message: firstLine(error)};
  }
}

/** What a variable comes to. */
function listOf(variable: Variable, facts: SandboxFacts): unknown[] {
  const list = objectsOf(variable, facts);
  sources.set(list, {variable, facts});
  return list;
}

function objectsOf(variable: Variable, facts: SandboxFacts): unknown[] {
  if (variable === 'history') return facts.history.map((record) => convertOnce(record, toHistory));
  if (variable === 'versions') return facts.versions.map((version) => convertOnce(version));
  return facts.objects(variable).map((object) => convertOnce(object));
}

/** `No such key: numberReady` names the key at its end. */
function absentKey(error: unknown): string {
  const summary = member(error, 'summary');
  const key = typeof summary === 'string' ? summary.slice(summary.lastIndexOf(':') + 1).trim() : '';
  const {nothing, noField} = words().checks;
  return key === '' || key.startsWith('index') ? nothing : noField({field: key});
}
