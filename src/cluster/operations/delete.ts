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
import {isReplicationController} from '#src/kinds/replica-set/from-replication-controller.ts';
import {fieldRefusal} from '#src/sandbox/yaml/positions.ts';
import {withoutClusterKinds} from '#src/sandbox/policy/without-cluster-kinds.ts';
import {readManifests, type Manifest} from '#src/sandbox/yaml/read-manifests.ts';
import {deletedLine} from '#src/views/deleted-line.ts';
import {isRefusal, isConflict, isNotFound, kubectlErrorText, type ApiError} from '../api/api-error.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {sandboxOf} from '#src/sandbox/namespace/further-namespaces.ts';
import {sandboxOfManifest} from '#src/sandbox/policy/admit-manifest.ts';
import {toLearnerText} from '#src/sandbox/policy/write-back.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {aliasSchema, homeAlias} from '#src/operations/namespace-alias.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {NamespaceStays, removeNamespaces, uidOfNamespace} from './namespaces/delete-namespaces.ts';
import {requireNamespace} from './objects/require-namespace.ts';
import type {OperationContext} from './operation-context.ts';
import {listSelected, resolveName} from './objects/resolve-name.ts';
import {objectNotFound} from './objects/read-objects.ts';
import {isOthers, requireTheirs} from './writing/whose.ts';
import {writerOf} from './writing/writer-of.ts';
import {followWrite} from './writing/follow.ts';
import {resourcePath} from '../api/resource-path.ts';
import {words} from '#src/words/words.ts';

const victimSchema = z.object({
  type: resourceTypeNameSchema,
  name: z.string(),
  uid: z.string(),
  /** The further namespace that it is in, as its learner calls it. */
  alias: aliasSchema.optional(),
});
type Victim = z.infer<typeof victimSchema>;
const planSchema = z.object({
  victims: z.array(victimSchema),
  errors: z.array(z.object({code: z.string(), text: z.string(), next: z.string().optional()})),
  /** What is of the whole cluster, and was left out. */
  note: z.string().optional(),
});
type Plan = z.infer<typeof planSchema>;

const propagationPolicies = {background: 'Background', foreground: 'Foreground', orphan: 'Orphan'} as const;

/**
 * Deletes what was found when it first ran: the uids are noted before anything goes and sent as preconditions, so a
 * second run never takes an object that was made since under the same name. Namespaces go last, with what is in them.
 */
export async function deleteObjects(operation: OperationOf<'delete'>, context: OperationContext): Promise<Outcome> {
  const {memory} = context;
  const noted = planSchema.safeParse(memory.recall());
  const plan = noted.success ? noted.data : await makePlan(operation, context);
  if (!noted.success) await memory.note(plan);
  const lines = new Map<Victim, string>();
  const errors = [...plan.errors];
  const isNamespace = ({type}: Victim): boolean => type === 'namespaces';
  for (const victim of plan.victims.filter((one) => !isNamespace(one))) {
    const there = {...context, sandbox: sandboxOf(context.sandbox, {inNamespace: victim.alias ?? homeAlias})};
    const refusal = await deleteVictim(victim, operation.cascade, there);
    if (refusal === undefined) {
      const namespace = there.sandbox.alias ?? there.sandbox.namespace;
      lines.set(victim, deletedLine(resourceType(victim.type), {name: victim.name, namespace}));
    } else {
      errors.push({code: refusal.reason, text: toLearnerText(kubectlErrorText(refusal), there.sandbox)});
    }
  }
  await followAll(plan.victims, context);
  const removed = await removeNamespaces(plan.victims.filter(isNamespace), context);
  for (const {victim, line} of removed) lines.set(victim, line);
  const notes = [...[plan, ...removed].flatMap(({note}) => note ?? []), ...notesOfIgnored(operation)];
  const card = lines.size === 0 ? {} : {card: {}};
  const said = plan.victims.flatMap((victim) => lines.get(victim) ?? []).join('\n');
  const [first] = errors;
  if (first !== undefined) {
    const message = errors.map((error) => error.text).join('\n');
    const next = errors.find((error) => error.next !== undefined)?.next;
    const way = next === undefined ? {} : {next};
    return {kind: 'failed', code: first.code, message, ...way, text: said, notes, ...card};
  }
  // of a name that is not there, and need not be, kubectl says nothing
  const isNamed = operation.sources.length > 0 || operation.resources.some(({name}) => name !== undefined);
  return {kind: 'done', text: lines.size === 0 && !isNamed ? 'No resources found' : said, notes, ...card};
}

function notesOfIgnored({ignored = []}: OperationOf<'delete'>): string[] {
  const {timeToEnd, cardShows} = words().running;
  const ofTime = ignored.filter((flag) => flag !== '--wait').join(' ');
  return [
    ...(ofTime === '' ? [] : [timeToEnd({flags: ofTime})]),
    ...(ignored.includes('--wait') ? [cardShows({flags: '--wait'})] : []),
  ];
}

/** @returns what the server refuses it for */
async function deleteVictim(
  {type, name, uid}: Victim,
  cascade: OperationOf<'delete'>['cascade'],
  context: OperationContext,
): Promise<ApiError | undefined> {
  const {sandbox, signal} = context;
  try {
    await writerOf(type, context).request({
      method: 'DELETE',
      path: resourcePath(type, sandbox.namespace, name),
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: propagationPolicies[cascade],
        preconditions: {uid},
      },
      signal,
    });
    return undefined;
  } catch (error) {
    // gone, or made anew under the same name: either way the one that was meant is no more
    if (isNotFound(error) || isConflict(error)) return undefined;
    if (!isRefusal(error)) throw error;
    return error;
  }
}

async function followAll(victims: readonly Victim[], context: OperationContext): Promise<void> {
  const places = new Map(victims.map(({type, alias}) => [JSON.stringify([type, alias]), {type, alias}]));
  for (const {type, alias} of places.values()) {
    const sandbox = sandboxOf(context.sandbox, {inNamespace: alias ?? homeAlias});
    await followWrite(type, {...context, sandbox});
  }
}

async function makePlan(operation: OperationOf<'delete'>, context: OperationContext): Promise<Plan> {
  const {sandbox} = context;
  const {own, note = noteOfTypes(operation)} = withoutClusterKinds(
    operation.sources.flatMap((source) => readManifests(source)),
  );
  const plan: Plan = {victims: [], errors: [], ...(note === undefined ? {} : {note})};
  const meant = {spec: sandbox, flag: namespaceFlagOf(operation)};
  const byName = own.map(({object, positions}) => {
    const {type, name} = nameIn(object, positions);
    return {type, name, sandbox: sandboxOfManifest(object, meant) ?? sandbox};
  });
  for (const {type, name} of operation.resources) {
    if (name !== undefined) {
      byName.push({type, name: await resolveName(name, context), sandbox});
    } else {
      const {selector: label, fieldSelector: field} = operation;
      const found = await listSelected(type, {label, field}, context);
      if (type === 'namespaces') {
        byName.push(...found.map(({metadata}) => ({type, name: metadata.name, sandbox})));
      } else {
        const theirs = found.filter((object) => !isOthers(type, object));
        plan.victims.push(...theirs.map(({metadata}) => victimOf(type, metadata, sandbox)));
      }
    }
  }
  for (const {type, name, sandbox: there} of byName) {
    try {
      plan.victims.push(await findVictim({type, name}, {...context, sandbox: there}));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (isNotFound(error) && operation.ignoreNotFound) continue;
      const next = error instanceof NamespaceStays ? {next: words().namespaces.staysThere} : {};
      plan.errors.push({code: error.reason, text: kubectlErrorText(error), ...next});
    }
  }
  return plan;
}

const noteOfTypes = ({clusterTypes = []}: OperationOf<'delete'>): string | undefined =>
  clusterTypes.length === 0 ? undefined : words().policy.note.ofCluster({objects: clusterTypes.join(', ')});

const victimOf = (type: ResourceTypeName, {name, uid}: KubernetesObject['metadata'], {alias}: SandboxSpec): Victim => ({
  type,
  name,
  uid,
  ...(alias === undefined ? {} : {alias}),
});

/** @throws ApiError when there is no such object, or it is not the learner's to delete */
async function findVictim(
  {type, name}: {readonly type: ResourceTypeName; readonly name: string},
  context: OperationContext,
): Promise<Victim> {
  const {sandbox, identities, signal} = context;
  if (type === 'namespaces') return {type, name, uid: await uidOfNamespace(name, context)};
  await requireNamespace(sandbox, context);
  if (isReserved(type, name)) throw objectNotFound(type, name);
  const path = resourcePath(type, sandbox.namespace, name);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  const object = kubernetesObjectSchema.parse(body);
  requireTheirs(type, object);
  return victimOf(type, object.metadata, sandbox);
}

/**
 * Which object a manifest means.
 * @throws UserError `refused` when it names no object that a learner may delete
 */
function nameIn(object: Manifest['object'], positions: Manifest['positions']): {type: ResourceTypeName; name: string} {
  const wanted = isReplicationController(object) ? 'ReplicaSet' : object['kind'];
  const type = resourceTypes.find(
    ({kind, isWritable, plural}) => (isWritable || plural === 'namespaces') && kind === wanted,
  );
  if (type === undefined) throw fieldRefusal({positions, path: ['kind'], problem: words().policy.notDeletable});
  const parsed = kubernetesObjectSchema.safeParse(object);
  if (!parsed.success) throw fieldRefusal({positions, path: ['metadata', 'name'], problem: words().policy.isMissing});
  const {name} = parsed.data.metadata;
  if (!isObjectName(name)) {
    throw fieldRefusal({positions, path: ['metadata', 'name'], problem: words().policy.noObjectName});
  }
  return {type: type.plural, name};
}
