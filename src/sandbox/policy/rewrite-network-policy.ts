import {isJsonList, isJsonObject, omitKeys, printable, type JsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {fromNamespaceKey, toNamespaceSelectorKey} from '../namespace/namespace-labels.ts';
import {namespaceNameLabel, ownersLabels, sandboxLabels} from '../namespace/sandbox-labels.ts';
import {homeOf, type SandboxSpec} from '../sandbox.ts';
import {updateAt} from './update-at.ts';

/** By what the cluster lets policies know a namespace, and learners know theirs. */
const clusterNameLabel = 'kubernetes.io/metadata.name';

const peersAt = [
  ['spec', 'ingress', '*', 'from', '*', 'namespaceSelector'],
  ['spec', 'egress', '*', 'to', '*', 'namespaceSelector'],
] as const;

/**
 * Keeps what a learner's NetworkPolicy allows within the sandbox: its namespaces are the sandbox's own, known by what the
 * learner calls them, and whom Pods may send to is never everybody. What they may receive is not narrowed, since
 * nobody is kept from sending by the receiver alone. Confining the result again changes nothing.
 */
export function confineNetworkPolicy(policy: JsonObject, spec: SandboxSpec): JsonObject {
  const withPeers = updateAt(policy, {
    at: ['spec', 'egress', '*'],
    to: (rule) => {
      if (!isJsonObject(rule)) return rule;
      const {to} = rule;
      return to === undefined || (isJsonList(to) && to.length === 0) ? {...rule, to: anybodyIn(spec)} : rule;
    },
  });
  return peersAt.reduce<JsonObject>(
    (result, at) =>
      updateAt(result, {
        at,
        to: (selector) =>
          isJsonObject(selector) && !isAnybody(selector, spec) ? ownNamespaces(selector, spec) : selector,
      }),
    withPeers,
  );
}

/** The policy as its learner wrote it. */
export function writeBackNetworkPolicy(policy: JsonObject, spec: SandboxSpec): JsonObject {
  const withoutPeers = updateAt(policy, {
    at: ['spec', 'egress', '*'],
    to: (rule) => {
      if (!isJsonObject(rule) || !isJsonList(rule['to'])) return rule;
      const [only, ...more] = rule['to'];
      const isToAnybody =
        more.length === 0 &&
        isJsonObject(only) &&
        Object.keys(only).join() === 'namespaceSelector' &&
        isAnybody(only['namespaceSelector'], spec);
      return isToAnybody ? omitKeys(rule, ['to']) : rule;
    },
  });
  return peersAt.reduce<JsonObject>(
    (result, at) =>
      updateAt(result, {at, to: (selector) => (isJsonObject(selector) ? writtenNamespaces(selector, spec) : selector)}),
    withoutPeers,
  );
}

/** All Pods of the sandbox. An expression tells it from what a learner writes of their own namespaces. */
function anybodyIn(spec: SandboxSpec): JsonValue {
  const matchExpressions = [{key: sandboxLabels.workshop, operator: 'Exists'}];
  return [{namespaceSelector: {matchLabels: ownersLabels(spec), matchExpressions}}];
}

function isAnybody(selector: JsonValue | undefined, spec: SandboxSpec): boolean {
  if (!isJsonObject(selector)) return false;
  const {matchExpressions, matchLabels} = selector;
  if (!isJsonList(matchExpressions) || matchExpressions.length !== 1 || !isJsonObject(matchLabels)) return false;
  const [expression] = matchExpressions;
  if (!isJsonObject(expression) || expression['key'] !== sandboxLabels.workshop) return false;
  if (expression['operator'] !== 'Exists') return false;
  const owners = Object.entries(ownersLabels(spec));
  return (
    owners.length === Object.keys(matchLabels).length && owners.every(([key, value]) => matchLabels[key] === value)
  );
}

function ownNamespaces(selector: JsonObject, spec: SandboxSpec): JsonObject {
  const home = homeOf(spec.namespace);
  const named = renamed(selector, {from: clusterNameLabel, to: namespaceNameLabel}, (name) =>
    name === homeAlias ? home : name,
  );
  const owners = ownersLabels(spec);
  const own = withKeys(named, (key, value) =>
    value !== undefined && owners[key] === value ? key : toNamespaceSelectorKey(key),
  );
  const {matchLabels} = own;
  return {...own, matchLabels: {...(isJsonObject(matchLabels) ? matchLabels : {}), ...owners}};
}

function writtenNamespaces(selector: JsonObject, spec: SandboxSpec): JsonObject {
  const {matchLabels} = selector;
  const owners = ownersLabels(spec);
  if (!isJsonObject(matchLabels)) return selector;
  const rest = Object.fromEntries(Object.entries(matchLabels).filter(([key, value]) => owners[key] !== value));
  const written =
    Object.keys(rest).length === 0 ? omitKeys(selector, ['matchLabels']) : {...selector, matchLabels: rest};
  const own = withKeys(written, (key) => fromNamespaceKey(key) ?? key);
  return renamed(own, {from: namespaceNameLabel, to: clusterNameLabel}, (name) => name);
}

/** The selector with other keys; of an expression there is no one value. */
function withKeys(selector: JsonObject, keyOf: (key: string, value: JsonValue | undefined) => string): JsonObject {
  const inLabels = updateAt(selector, {
    at: ['matchLabels'],
    to: (labels) =>
      isJsonObject(labels)
        ? Object.fromEntries(Object.entries(labels).map(([key, value]) => [keyOf(key, value), value]))
        : labels,
  });
  return updateAt(inLabels, {at: ['matchExpressions', '*', 'key'], to: (key) => keyOf(printable(key), undefined)});
}

/** The selector with one key in place of another, and the values of that key as `valueOf` has them. */
function renamed(
  selector: JsonObject,
  {from, to}: {readonly from: string; readonly to: string},
  valueOf: (value: JsonValue) => JsonValue,
): JsonObject {
  const inLabels = updateAt(selector, {
    at: ['matchLabels'],
    to: (labels) =>
      isJsonObject(labels)
        ? Object.fromEntries(
            Object.entries(labels).map(([key, value]) => (key === from ? [to, valueOf(value)] : [key, value])),
          )
        : labels,
  });
  return updateAt(inLabels, {
    at: ['matchExpressions', '*'],
    to: (expression) => {
      if (!isJsonObject(expression) || expression['key'] !== from) return expression;
      const {values} = expression;
      return {...expression, key: to, ...(isJsonList(values) ? {values: values.map(valueOf)} : {})};
    },
  });
}
