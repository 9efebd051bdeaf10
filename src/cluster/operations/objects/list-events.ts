import {z} from 'zod';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {eventSchema, type Event} from '#src/kubernetes/event.ts';
import {objectListSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

/** What events are about, as far as it matters: a kind, a name, one object of that name by its uid. */
interface InvolvedObject {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
}

type EventsContext = Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>;

/** The events about the learner's own objects, in the server's order, as the learner knows them. */
export async function listEvents(about: InvolvedObject, context: EventsContext): Promise<readonly Event[]> {
  const {sandbox, identities, signal} = context;
  const {body} = await identities.learner(sandbox.namespace).request({
    path: resourcePath('events', sandbox.namespace),
    query: {fieldSelector: fieldSelectorOf(about)},
    signal,
  });
  return readEvents(body, context);
}

/** The events about a node of the slice: its controllers know it by its uid, its kubelet by its name. */
export async function listNodeEvents(
  {name, uid}: {readonly name: string; readonly uid: string},
  context: EventsContext,
): Promise<readonly Event[]> {
  const lists = await Promise.all(
    [uid, name].map(async (known) => listClusterEvents({kind: 'Node', name, uid: known}, context)),
  );
  return lists.flat();
}

/** The events about an object that belongs to no namespace. */
export async function listClusterEvents(
  about: {readonly kind: string; readonly name: string; readonly uid: string},
  context: EventsContext,
): Promise<readonly Event[]> {
  const {identities, signal} = context;
  const {body} = await identities.system('watcher').request({
    path: resourcePath('events'),
    query: {fieldSelector: fieldSelectorOf({...about, namespace: ''})},
    signal,
  });
  return readEvents(body, context);
}

function readEvents(body: unknown, {sandbox}: EventsContext): readonly Event[] {
  const items = objectListSchema.parse(body).items ?? [];
  return z.array(eventSchema).parse(items.map((item) => toLearnerObject(item, sandbox)));
}

function fieldSelectorOf(about: InvolvedObject): string | undefined {
  const terms = Object.entries(about).map(([field, value]) => `involvedObject.${field}=${value}`);
  return terms.length === 0 ? undefined : terms.join(',');
}
