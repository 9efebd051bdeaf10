import {homeAlias} from '#src/operations/namespace-alias.ts';
import {homeSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import type {OperationContext} from '../operation-context.ts';
import {removeNamespace} from '../sandbox/remove-namespace.ts';
import {furtherNamespaces} from '../objects/own-namespaces.ts';
import {objectNotFound} from '../objects/read-objects.ts';
import {shareRoom} from './shared-room.ts';

/** What the API server answers who would delete the first namespace. */
export class NamespaceStays extends ApiError {
  constructor(name: string) {
    const message = `namespaces "${name}" is forbidden: this namespace may not be deleted`;
    super(403, {kind: 'Status', reason: 'Forbidden', message}, '');
    this.name = 'NamespaceStays';
  }
}

/** By which a second run knows a further namespace. @throws NamespaceStays, and ApiError `NotFound` */
export async function uidOfNamespace(name: string, context: OperationContext): Promise<string> {
  if (name === homeAlias || name === homeSandbox(context.sandbox).namespace) throw new NamespaceStays(name);
  const found = (await furtherNamespaces(context)).find(({sandbox}) => sandbox.alias === name);
  if (found === undefined) throw objectNotFound('namespaces', name);
  return found.object.metadata.uid;
}

interface Named {
  readonly name: string;
  readonly uid: string;
}

/** Deletes further namespaces with all that is in them, and gives their room back to the first one. Can run twice. */
export async function removeNamespaces<Victim extends Named>(
  victims: readonly Victim[],
  context: OperationContext,
): Promise<{readonly victim: Victim; readonly line: string; readonly note?: string}[]> {
  if (victims.length === 0) return [];
  const there = await furtherNamespaces(context);
  const removed = await Promise.all(
    victims.map(async (victim) => {
      const found = there.find(({object}) => object.metadata.uid === victim.uid);
      const gone = found === undefined ? {} : await removeNamespace({...context, sandbox: found.sandbox});
      // one that is no more went in an earlier run
      return {victim, line: `namespace "${victim.name}" deleted`, ...gone};
    }),
  );
  await shareRoom((await furtherNamespaces(context)).length, context);
  return removed;
}
