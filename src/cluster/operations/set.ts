import {z} from 'zod';
import {generateVariable} from '#src/operations/kubectl/generators/container.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {toEditable} from '#src/sandbox/policy/admit-change.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import {asJson, kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {printDone} from '#src/views/table/print-done.ts';
import {resourcePath} from '../api/resource-path.ts';
import {changeEach, withoutCard} from './change-each.ts';
import {changeObject} from './objects/change-object.ts';
import type {OperationContext} from './operation-context.ts';
import {changeContainers, containersMeant} from './set/containers-at.ts';
import {listEnvironment, withEnvironment} from './set/with-environment.ts';
import {withImages} from './set/with-images.ts';
import {withIgnored} from './with-ignored.ts';
import {words} from '#src/words/words.ts';

type SetFields = OperationOf<'set'>;
type Change = SetFields['change'];

const done: Readonly<Record<Change['of'], string>> = {
  image: 'image updated',
  env: 'env updated',
  resources: 'resource requirements updated',
};

/** Gives containers other images, variables or amounts, or shows the variables that they have. */
export async function set({targets, change, printing}: SetFields, context: OperationContext): Promise<Outcome> {
  const {sandbox} = context;
  const variables = change.of === 'env' ? await variablesOf(change, context) : [];
  const make = (object: JsonObject, podSpecAt: readonly string[]): JsonObject =>
    changed(object, {podSpecAt, change, variables});
  const isOnlyShown = change.of === 'env' && change.list;
  const outcome = await changeEach(targets, context, async ({type, name, shown}) => {
    const {podSpecAt, kind} = resourceType(type);
    if (isOnlyShown) {
      const object = make(await readEditable(type, name, context), podSpecAt);
      const containers = containersMeant(object, podSpecAt, change.containers);
      return {lines: containers.flatMap((container) => listEnvironment(container, {kind, name})), notes: []};
    }
    const {isChanged, notes, after} = await changeObject(
      {
        type,
        name,
        dryRun: printing.dryRun,
        change: (object) => ({
          object: make(object, podSpecAt),
          positions: withoutLines(words().policy.source[change.of]({object: shown})),
        }),
      },
      context,
    );
    if (!isChanged) return {lines: [hasAlready(change, shown)], notes};
    const printed = {type, object: toLearnerObject(after, sandbox), done: done[change.of]};
    return {lines: [printDone([printed], {printing})], notes};
  });
  return withIgnored(isOnlyShown || printing.dryRun !== 'none' ? withoutCard(outcome) : outcome, printing);
}

function hasAlready({of}: Change, object: string): string {
  return of === 'image' ? words().running.hasImage({object}) : words().running.hasThat({object});
}

async function readEditable(
  type: SetFields['targets'][number]['type'],
  name: string,
  {sandbox, identities, signal}: OperationContext,
): Promise<JsonObject> {
  const path = resourcePath(type, sandbox.namespace, name);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  return toEditable(asJson({kind: resourceType(type).kind, ...kubernetesObjectSchema.parse(body)}), sandbox);
}

function changed(
  object: JsonObject,
  {podSpecAt, change, variables}: {podSpecAt: readonly string[]; change: Change; variables: readonly JsonObject[]},
): JsonObject {
  switch (change.of) {
    case 'image':
      return withImages(object, podSpecAt, change.images);
    case 'env':
      return changeContainers(object, {
        podSpecAt,
        pattern: change.containers,
        change: (container) => withEnvironment(container, {...change, set: variables}),
      });
    case 'resources':
      return changeContainers(object, {
        podSpecAt,
        pattern: change.containers,
        change: (container) => withResources(container, change),
      });
  }
}

function withResources(
  container: JsonObject,
  {limits, requests}: {limits: Readonly<Record<string, string>>; requests: Readonly<Record<string, string>>},
): JsonObject {
  const before = isJsonObject(container['resources']) ? container['resources'] : {};
  const merged = (key: 'limits' | 'requests', amounts: Readonly<Record<string, string>>): JsonObject => {
    const held = isJsonObject(before[key]) ? before[key] : {};
    const all = {...held, ...amounts};
    return Object.keys(all).length === 0 ? {} : {[key]: all};
  };
  return {...container, resources: {...before, ...merged('limits', limits), ...merged('requests', requests)}};
}

/**
 * The variables that a line sets, after those of the ConfigMap that it names.
 * @throws ApiError when there is no such ConfigMap
 */
async function variablesOf(
  {set: given, from, prefix}: Extract<Change, {of: 'env'}>,
  {sandbox, identities, signal}: OperationContext,
): Promise<JsonObject[]> {
  const literal = given.map(({name, value}) => generateVariable(prefix + name, value));
  if (from === undefined) return literal;
  const path = resourcePath('configmaps', sandbox.namespace, from.configMap);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  const {data} = z.looseObject({data: z.record(z.string(), z.string()).default({})}).parse(body);
  const keys = Object.keys(data).filter((key) => from.keys?.includes(key) ?? true);
  if (keys.length === 0) throw new UserError('not-found', words().running.noKeys({name: from.configMap}));
  const references = keys.sort().map((key) => ({
    name: prefix + key.replaceAll(/[^a-zA-Z0-9_]/gu, '_').toUpperCase(),
    valueFrom: {configMapKeyRef: {name: from.configMap, key}},
  }));
  return [...literal, ...references];
}
