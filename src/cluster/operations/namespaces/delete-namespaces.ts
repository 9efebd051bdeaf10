import {z} from 'zod';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {homeAlias, homeSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {words} from '#src/words/words.ts';
import {objectNotFound} from '../objects/read-objects.ts';
import {resolveName} from '../objects/resolve-name.ts';
import {kubectlErrorText, type ApiError} from '#src/cluster/api/api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {removeNamespace} from '../sandbox/remove-namespace.ts';
import {furtherNamespaces} from '../objects/own-namespaces.ts';
import {shareRoom} from './shared-room.ts';

/** By uid: a second run never takes one that was made since under the same name. */
const planSchema = z.object({uids: z.array(z.string()), missing: z.array(z.string())});

/** What `kubectl delete namespace NAME` does: with all that is in it. The first one stays. */
export async function deleteNamespaces(operation: OperationOf<'delete'>, context: OperationContext): Promise<Outcome> {
  const {memory} = context;
  const home = homeSandbox(context.sandbox);
  const names = await Promise.all(operation.resources.map(async ({name = ''}) => resolveName(name, context)));
  const kept = names.find((name) => name === homeAlias || name === home.namespace);
  if (kept !== undefined) {
    const message = `Error from server (Forbidden): namespaces "${kept}" is forbidden: this namespace may not be deleted`;
    return {kind: 'failed', code: 'Forbidden', message, next: words().namespaces.staysThere, notes: []};
  }
  const there = await furtherNamespaces(context);
  const noted = planSchema.safeParse(memory.recall()).data;
  const plan = noted ?? {
    uids: there.filter(({sandbox}) => names.includes(sandbox.alias ?? '')).map(({object}) => object.metadata.uid),
    missing: names.filter((name) => !there.some(({sandbox}) => sandbox.alias === name)),
  };
  if (noted === undefined) await memory.note(plan);
  const victims = there.filter(({object}) => plan.uids.includes(object.metadata.uid));
  const removed = await Promise.all(victims.map(async ({sandbox}) => removeNamespace({...context, sandbox})));
  if (victims.length > 0) await shareRoom((await furtherNamespaces(context)).length, context);
  const text = removed.flatMap(({line}) => line ?? []).join('\n');
  const notes = removed.flatMap(({note}) => note ?? []);
  const errors = operation.ignoreNotFound ? [] : plan.missing.map((name) => objectNotFound('namespaces', name));
  const [first] = errors;
  if (first === undefined) return {kind: 'done', text, notes, card: {}};
  return {kind: 'failed', code: first.reason, message: errors.map(textOf).join('\n'), text, notes};
}

const textOf = (error: ApiError): string => kubectlErrorText(error);
