import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {isReserved, qualifiedSingular, resourceType} from '#src/kinds/resource-types.ts';
import {requireOwnLabels} from '#src/sandbox/policy/label-change.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {homeSandbox, sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import {toNamespaceKey} from '#src/sandbox/namespace/namespace-labels.ts';
import {toNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import type {ApiClient} from '../api/api-client.ts';
import {patchTypes} from '../api/api-request.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {applyMergePatch} from '#src/kubernetes/patches/merge-patch.ts';
import {printPairs} from '#src/views/table/print-pairs.ts';
import {errorsText} from './errors-text.ts';
import type {OperationContext} from './operation-context.ts';
import {asSeen} from './objects/as-seen.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
import {isOthers, requireTheirs} from './writing/whose.ts';
import {writerOf} from './writing/writer-of.ts';
import {resourcePath} from '../api/resource-path.ts';

const planSchema = z.object({lines: z.array(z.string()), names: z.array(z.string()), errors: z.array(z.string())});
type Plan = z.infer<typeof planSchema>;

/**
 * Sets and removes labels of Pods, as the learner, and of the slice's nodes, as the labeller and under keys of the
 * sandbox's own. What it will say is noted before it acts: a second run finds the labels changed already.
 * @throws UserError `refused` for a label that is not the learner's to set, and for too many of them
 */
export async function label(operation: OperationOf<'label'>, context: OperationContext): Promise<Outcome> {
  if (operation.list === true) return listLabels(operation, context);
  const {sandbox, signal, memory} = context;
  const noted = planSchema.safeParse(memory.recall());
  const plan = noted.success ? noted.data : await makePlan(operation, context);
  if (!noted.success) await memory.note(plan);
  const {client, keyOf, nameOf} = writingOf(operation.type, context);
  const labels = Object.fromEntries(
    [...Object.entries(operation.set), ...operation.remove.map((key) => [key, null] as const)].map(([key, value]) => [
      keyOf(key),
      value,
    ]),
  );
  for (const name of plan.names) {
    await client.request({
      method: 'PATCH',
      path: resourcePath(operation.type, sandbox.namespace, nameOf(name)),
      body: {metadata: {labels}},
      contentType: patchTypes.merge,
      signal,
    });
  }
  const card = plan.names.length === 0 || operation.type === 'namespaces' ? {} : {card: {}};
  const text = plan.lines.join('\n');
  if (plan.errors.length > 0) {
    return {kind: 'failed', code: 'Label', message: errorsText(plan.errors), text, notes: [], ...card};
  }
  return {kind: 'done', text, notes: [], ...card};
}

/** Prints what the labels are, or would be: nothing is written. */
async function listLabels(operation: OperationOf<'label'>, context: OperationContext): Promise<Outcome> {
  const {type, set, remove, selector, all, names} = operation;
  const errors: string[] = [];
  const isAlone = selector === undefined && !all && names.length === 1;
  const lines = (await findObjects(operation, context, errors)).flatMap((object) => {
    const clashes = clashesOf(operation, object);
    errors.push(...clashes);
    if (clashes.length > 0) return [];
    const seen = applyMergePatch(asSeen(object, type, context), {
      metadata: {labels: {...set, ...Object.fromEntries(remove.map((key) => [key, null]))}},
    });
    return printPairs(seen, {of: 'labels', type, isAlone});
  });
  const text = lines.join('\n');
  if (errors.length > 0) return {kind: 'failed', code: 'Label', message: errorsText(errors), text, notes: []};
  return {kind: 'done', text, notes: []};
}

/** What kubectl says of values that a line would overwrite unasked. */
function clashesOf({set, overwrite}: OperationOf<'label'>, {metadata: {labels = {}}}: KubernetesObject): string[] {
  if (overwrite) return [];
  const before = new Map(Object.entries(labels));
  return Object.entries(set)
    .filter(([key, value]) => (before.get(key) ?? value) !== value)
    .map(([key]) => `error: '${key}' already has a value (${before.get(key) ?? ''}), and --overwrite is false`);
}

/** As whom labels of a type are written, and how what a learner calls a label and an object is called in the cluster. */
function writingOf(
  type: OperationOf<'label'>['type'],
  context: OperationContext,
): {readonly client: ApiClient; readonly keyOf: (key: string) => string; readonly nameOf: (name: string) => string} {
  const {sandbox, identities} = context;
  const same = (text: string): string => text;
  switch (type) {
    case 'nodes':
      return {
        client: identities.system('labeller'),
        keyOf: (key) => toNodeLabelKey(sandbox.namespace, key),
        nameOf: same,
      };
    case 'namespaces':
      return {
        client: identities.system('provisioner'),
        keyOf: toNamespaceKey,
        nameOf: (name) => sandboxNamed(sandbox, name).namespace,
      };
    default:
      return {client: writerOf(type, context), keyOf: same, nameOf: same};
  }
}

/** Which objects change, and what kubectl would say of each. */
async function makePlan(operation: OperationOf<'label'>, context: OperationContext): Promise<Plan> {
  const plan: Plan = {lines: [], names: [], errors: []};
  const named = qualifiedSingular(resourceType(operation.type));
  for (const object of await findObjects(operation, context, plan.errors)) {
    const {name, labels = {}} = object.metadata;
    requireOwnLabels(operation.type, labels, operation);
    const before = new Map(Object.entries(labels));
    const clashes = clashesOf(operation, object);
    plan.errors.push(...clashes);
    if (clashes.length > 0) continue;
    const missing = operation.remove.filter((key) => !before.has(key));
    plan.lines.push(...missing.map((key) => `label "${key}" not found.`));
    const isRemoving = missing.length < operation.remove.length;
    const isSetting = Object.entries(operation.set).some(([key, value]) => before.get(key) !== value);
    if (isRemoving || isSetting) plan.names.push(name);
    const verb = isSetting ? (isRemoving ? 'modified' : 'labeled') : isRemoving ? 'unlabeled' : 'not labeled';
    plan.lines.push(`${named}/${name} ${verb}`);
  }
  return plan;
}

async function findObjects(
  operation: OperationOf<'label'>,
  context: OperationContext,
  errors: string[],
): Promise<KubernetesObject[]> {
  if (operation.selector !== undefined || operation.all) {
    const found = await listObjects(operation.type, operation.selector, context);
    return found.filter((object) => !isOthers(operation.type, object));
  }
  const {sandbox, identities, signal} = context;
  const objects: KubernetesObject[] = [];
  const {isNamespaced} = resourceType(operation.type);
  const listed = isNamespaced ? [] : await listObjects(operation.type, undefined, context);
  for (const argument of operation.names) {
    const name = await resolveName(argument, context);
    const shown = operation.type === 'namespaces' && name === homeAlias ? homeSandbox(sandbox).namespace : name;
    const found = listed.find(({metadata}) => metadata.name === shown);
    if (found !== undefined) {
      objects.push(found);
    } else if (!isNamespaced) {
      errors.push(kubectlErrorText(objectNotFound(operation.type, name)));
    } else {
      try {
        if (isReserved(operation.type, name)) throw objectNotFound(operation.type, name);
        const path = resourcePath(operation.type, sandbox.namespace, name);
        const {body} = await identities.learner(sandbox.namespace).request({path, signal});
        const object = kubernetesObjectSchema.parse(body);
        requireTheirs(operation.type, object);
        objects.push(object);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        errors.push(kubectlErrorText(error));
      }
    }
  }
  return objects;
}
