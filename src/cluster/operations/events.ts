import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {printEvents} from '#src/views/table/print-events.ts';
import {listEvents} from './objects/list-events.ts';
import type {OperationContext} from './operation-context.ts';
import {resolveName} from './objects/resolve-name.ts';

/** What `kubectl events` prints: what happened in the sandbox, or to one object of it. */
export async function events(operation: OperationOf<'events'>, context: OperationContext): Promise<Outcome> {
  const about = operation.for;
  const found = await listEvents(about === undefined ? {} : await involved(about, context), context);
  const types = new Set<string>(operation.types);
  const wanted = found.filter(({type}) => types.size === 0 || types.has(type));
  const {text, short} = printEvents(wanted, Date.now());
  if (text === '') {
    const none = `No events found in ${context.sandbox.namespace} namespace.`;
    return {kind: 'done', text: none, isAside: true, notes: []};
  }
  return {kind: 'done', text: text.replace(/\n$/, ''), short, notes: []};
}

async function involved(
  {type, name}: NonNullable<OperationOf<'events'>['for']>,
  context: OperationContext,
): Promise<{kind: string; apiVersion: string; name: string}> {
  const {kind, group, version} = resourceType(type);
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {kind, apiVersion, name: await resolveName(name, context)};
}
