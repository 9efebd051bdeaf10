import {setTimeout as sleep} from 'node:timers/promises';
import {resourceType, startingWith, typesThat, type ResourceType, type TypeThat} from '#src/kinds/resource-types.ts';
import {deletedLine} from '#src/views/deleted-line.ts';
import {isConflict, isNotFound} from '#src/cluster/api/api-error.ts';
import {isMadeByCluster} from '#src/kubernetes/made-by-cluster.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {listObjects} from '../objects/resolve-name.ts';
import {isOthers} from '../writing/whose.ts';
import {writerOf} from '../writing/writer-of.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

const pollMs = 300;
/** How long a container may take to end, in seconds: nothing in it is worth more of the learner's time. */
const graceSeconds = 1;
/**
 * How long a Pod may still be there after that, in ms. Some kubelets tell only every 10 s what has ended; what stays longer
 * began to end before, with more time, or is on a node that does not answer.
 */
const patienceMs = 12_000;

interface Emptying {
  /** Whether the namespace goes afterwards, with what nobody can delete alone. */
  readonly isForGood: boolean;
}

interface TypeToEmpty {
  readonly type: ResourceType;
  /** Whether its objects leave their Pods behind. */
  readonly leavesPods: boolean;
}

/**
 * The types that make Pods, which leave those that there are to us (`Orphan`) when they go. A kubelet that has begun to end
 * a Pod gives it all of the time that it was told at first, whatever is said later, and the garbage collector grants what the
 * Pod asks for: up to a minute. So each Pod is to hear first from us that it is to end, and nobody is to make another.
 *
 * What a DaemonSet keeps of its revisions would stay as well, and the next DaemonSet of that name would adopt them: unless
 * the namespace goes, it takes all with it, after its Pods, since it makes none before the old one has ended.
 */
function typesInOrder({isForGood}: Emptying): TypeToEmpty[] {
  const workloads = startingWith(
    ['cronjobs', 'deployments', 'replicasets'],
    typesThat('isWritable', 'podSpecAt').filter((plural) => plural !== 'pods'),
  );
  const makers = workloads.filter((plural) => isForGood || resourceType(plural).revisionsIn !== 'controllerrevisions');
  const order: readonly TypeThat<'isWritable'>[] = [...makers, 'pods', ...workloads, ...typesThat('isWritable')];
  return [...new Set(order)].map((plural) => ({
    type: resourceType(plural),
    leavesPods: makers.some((maker) => maker === plural),
  }));
}

/** What was asked of an object: when, in ms since 1970, and whether no time was granted to it any more. */
interface Asked {
  readonly at: number;
  readonly isForced: boolean;
  /** As kubectl says it. */
  readonly line: string;
}

/**
 * Deletes all that a learner can make in their sandbox, as that learner, and waits until it is gone. A Pod that does not go
 * is taken out of the cluster all the same; its containers end when the time is over that they were granted before.
 * @returns a line for each object, as kubectl says it
 * @throws ApiError when the learner's rights in the namespace are gone already
 */
export async function emptySandbox(context: OperationContext, emptying: Emptying): Promise<string[]> {
  const types = typesInOrder(emptying);
  const asked = new Map<string, Asked>();
  for (;;) {
    let left = 0;
    for (const {type, leavesPods} of types) {
      const objects = (await listObjects(type.plural, undefined, context)).filter(
        (object) => !isMadeByCluster(type.plural, object.metadata.name) && !isOthers(type.plural, object),
      );
      left += objects.length;
      await Promise.all(
        objects.map(async (object) => {
          const {name, uid} = object.metadata;
          const key = `${type.plural} ${name} ${uid}`;
          const before = asked.get(key);
          const isForced = before !== undefined;
          if (isForced && (type.plural !== 'pods' || before.isForced || Date.now() - before.at < patienceMs)) return;
          asked.set(key, {
            at: Date.now(),
            isForced,
            line: deletedLine(type, {name, namespace: context.sandbox.namespace}),
          });
          await deleteObject(object, {type, leavesPods, isForced}, context);
        }),
      );
    }
    if (left === 0) return [...asked.values()].map(({line}) => line);
    await sleep(pollMs, undefined, {signal: context.signal});
  }
}

async function deleteObject(
  {metadata: {name, uid}}: KubernetesObject,
  {type: {plural}, leavesPods, isForced}: TypeToEmpty & {readonly isForced: boolean},
  context: OperationContext,
): Promise<void> {
  const {sandbox, signal} = context;
  try {
    await writerOf(plural, context).request({
      method: 'DELETE',
      path: resourcePath(plural, sandbox.namespace, name),
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        propagationPolicy: leavesPods ? 'Orphan' : 'Background',
        preconditions: {uid},
        ...(plural === 'pods' ? {gracePeriodSeconds: isForced ? 0 : graceSeconds} : {}),
      },
      signal,
    });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
}
