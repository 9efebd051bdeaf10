import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {
  isReserved,
  resourceType,
  resourceTypeNameSchema,
  resourceTypes,
  type ResourceTypeName,
} from '#src/kinds/resource-types.ts';
import {fieldRefusal} from '#src/sandbox/yaml/positions.ts';
import {readManifests, type Manifest} from '#src/sandbox/yaml/read-manifests.ts';
import {deletedLine} from '#src/views/deleted-line.ts';
import {isRefusal, isConflict, isNotFound, kubectlErrorText} from '../api/api-error.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {deleteNamespaces} from './namespaces/delete-namespaces.ts';
import type {OperationContext} from './operation-context.ts';
import {listObjects, resolveName} from './objects/resolve-name.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {writerOf} from './writing/writer-of.ts';
import {followTraffic} from './writing/traffic.ts';
import {resourcePath} from '../api/resource-path.ts';
import {words} from '#src/words/words.ts';

const victimSchema = z.object({type: resourceTypeNameSchema, name: z.string(), uid: z.string()});
const planSchema = z.object({
  victims: z.array(victimSchema),
  errors: z.array(z.object({code: z.string(), text: z.string()})),
});
type Plan = z.infer<typeof planSchema>;

const propagationPolicies = {background: 'Background', foreground: 'Foreground', orphan: 'Orphan'} as const;

/**
 * Deletes what was found when it first ran: the uids are noted before anything goes and sent as preconditions, so a
 * second run never takes an object that was made since under the same name.
 */
export async function deleteObjects(operation: OperationOf<'delete'>, context: OperationContext): Promise<Outcome> {
  if (operation.resources.some(({type}) => type === 'namespaces')) return deleteNamespaces(operation, context);
  const {sandbox, signal, memory} = context;
  const noted = planSchema.safeParse(memory.recall());
  const plan = noted.success ? noted.data : await makePlan(operation, context);
  if (!noted.success) await memory.note(plan);
  const lines: string[] = [];
  const errors = [...plan.errors];
  for (const {type, name, uid} of plan.victims) {
    try {
      await writerOf(type, context).request({
        method: 'DELETE',
        path: resourcePath(type, sandbox.namespace, name),
        body: {
          kind: 'DeleteOptions',
          apiVersion: 'v1',
          propagationPolicy: propagationPolicies[operation.cascade],
          preconditions: {uid},
        },
        signal,
      });
    } catch (error) {
      // gone, or made anew under the same name: either way the one that was meant is no more
      if (!isNotFound(error) && !isConflict(error)) {
        if (!isRefusal(error)) throw error;
        errors.push({code: error.reason, text: kubectlErrorText(error)});
        continue;
      }
    }
    lines.push(deletedLine(resourceType(type), {name, namespace: sandbox.namespace}));
  }
  for (const type of new Set(plan.victims.map((victim) => victim.type))) await followTraffic(type, context);
  const card = lines.length === 0 ? {} : {card: {}};
  const [first] = errors;
  if (first !== undefined) {
    const message = errors.map((error) => error.text).join('\n');
    return {kind: 'failed', code: first.code, message, text: lines.join('\n'), notes: [], ...card};
  }
  // of a name that is not there, and need not be, kubectl says nothing
  const isNamed = operation.sources.length > 0 || operation.resources.some(({name}) => name !== undefined);
  const text = lines.length === 0 && !isNamed ? 'No resources found' : lines.join('\n');
  return {kind: 'done', text, notes: [], ...card};
}

async function makePlan(operation: OperationOf<'delete'>, context: OperationContext): Promise<Plan> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const plan: Plan = {victims: [], errors: []};
  const byName = operation.sources
    .flatMap((source) => readManifests(source))
    .map(({object, positions}) => nameIn(object, positions));
  for (const {type, name} of operation.resources) {
    if (name === undefined) {
      const objects = await listObjects(type, operation.selector, context);
      plan.victims.push(...objects.map(({metadata}) => ({type, name: metadata.name, uid: metadata.uid})));
    } else {
      byName.push({type, name: await resolveName(name, context)});
    }
  }
  for (const {type, name} of byName) {
    try {
      if (isReserved(type, name)) throw objectNotFound(type, name);
      const {body} = await client.request({path: resourcePath(type, sandbox.namespace, name), signal});
      plan.victims.push({type, name, uid: kubernetesObjectSchema.parse(body).metadata.uid});
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (!(isNotFound(error) && operation.ignoreNotFound))
        plan.errors.push({code: error.reason, text: kubectlErrorText(error)});
    }
  }
  return plan;
}

/**
 * Which object a manifest means: its namespace is the sandbox's, whatever it says.
 * @throws UserError `refused` when it names no object that a learner may delete
 */
function nameIn(object: Manifest['object'], positions: Manifest['positions']): {type: ResourceTypeName; name: string} {
  const type = resourceTypes.find(({kind, isWritable}) => isWritable && kind === object['kind']);
  if (type === undefined) throw fieldRefusal({positions, path: ['kind'], problem: words().policy.notDeletable});
  const parsed = kubernetesObjectSchema.safeParse(object);
  if (!parsed.success) throw fieldRefusal({positions, path: ['metadata', 'name'], problem: words().policy.isMissing});
  const {name} = parsed.data.metadata;
  if (!isObjectName(name)) {
    throw fieldRefusal({positions, path: ['metadata', 'name'], problem: words().policy.noObjectName});
  }
  return {type: type.plural, name};
}
