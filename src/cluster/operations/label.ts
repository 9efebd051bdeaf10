import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {isReserved, resourceType} from '#src/kinds/resource-types.ts';
import {requireOwnLabels} from '#src/sandbox/policy/label-change.ts';
import {toNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {patchTypes} from '../api/api-client.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
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
  const {sandbox, identities, signal, memory} = context;
  const noted = planSchema.safeParse(memory.recall());
  const plan = noted.success ? noted.data : await makePlan(operation, context);
  if (!noted.success) await memory.note(plan);
  const isNodes = operation.type === 'nodes';
  const client = isNodes ? identities.system('labeller') : writerOf(operation.type, context);
  const labels = Object.fromEntries(
    [...Object.entries(operation.set), ...operation.remove.map((key) => [key, null] as const)].map(([key, value]) => [
      isNodes ? toNodeLabelKey(sandbox.namespace, key) : key,
      value,
    ]),
  );
  for (const name of plan.names) {
    await client.request({
      method: 'PATCH',
      path: resourcePath(operation.type, sandbox.namespace, name),
      body: {metadata: {labels}},
      contentType: patchTypes.merge,
      signal,
    });
  }
  const card = plan.names.length === 0 ? {} : {card: {}};
  const text = plan.lines.join('\n');
  if (plan.errors.length > 0) {
    return {kind: 'failed', code: 'Label', message: plan.errors.join('\n'), text, notes: [], ...card};
  }
  return {kind: 'done', text, notes: [], ...card};
}

/** Which objects change, and what kubectl would say of each. */
async function makePlan(operation: OperationOf<'label'>, context: OperationContext): Promise<Plan> {
  const plan: Plan = {lines: [], names: [], errors: []};
  const {singular} = resourceType(operation.type);
  for (const object of await findObjects(operation, context, plan)) {
    const {name, labels = {}} = object.metadata;
    requireOwnLabels(operation.type, labels, operation);
    const before = new Map(Object.entries(labels));
    const clash = Object.entries(operation.set).find(([key, value]) => (before.get(key) ?? value) !== value);
    if (clash !== undefined && !operation.overwrite) {
      const [key] = clash;
      plan.errors.push(`error: '${key}' already has a value (${before.get(key) ?? ''}), and --overwrite is false`);
      continue;
    }
    const missing = operation.remove.filter((key) => !before.has(key));
    plan.lines.push(...missing.map((key) => `label "${key}" not found.`));
    const isRemoving = missing.length < operation.remove.length;
    const isSetting = Object.entries(operation.set).some(([key, value]) => before.get(key) !== value);
    if (isRemoving || isSetting) plan.names.push(name);
    const verb = isSetting ? 'labeled' : isRemoving ? 'unlabeled' : 'not labeled';
    plan.lines.push(`${singular}/${name} ${verb}`);
  }
  return plan;
}

async function findObjects(
  operation: OperationOf<'label'>,
  context: OperationContext,
  plan: Plan,
): Promise<KubernetesObject[]> {
  if (operation.selector !== undefined || operation.all)
    return listObjects(operation.type, operation.selector, context);
  const {sandbox, identities, signal} = context;
  const objects: KubernetesObject[] = [];
  const nodes = operation.type === 'nodes' ? await listObjects('nodes', undefined, context) : [];
  for (const argument of operation.names) {
    const name = await resolveName(argument, context);
    const node = nodes.find(({metadata}) => metadata.name === name);
    if (node !== undefined) {
      objects.push(node);
    } else if (operation.type === 'nodes') {
      plan.errors.push(`Error from server (NotFound): nodes "${name}" not found`);
    } else {
      try {
        if (isReserved(operation.type, name)) throw objectNotFound(operation.type, name);
        const path = resourcePath(operation.type, sandbox.namespace, name);
        const {body} = await identities.learner(sandbox.namespace).request({path, signal});
        objects.push(kubernetesObjectSchema.parse(body));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        plan.errors.push(kubectlErrorText(error));
      }
    }
  }
  return objects;
}
