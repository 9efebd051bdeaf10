import {setTimeout as sleep} from 'node:timers/promises';
import {resourceTypes} from '../operations/resource-types.ts';
import {deletedLine} from '../views/deleted-line.ts';
import {isConflict, isNotFound} from './api-error.ts';
import type {KubernetesObject} from './kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {listObjects} from './resolve-name.ts';
import {resourcePath} from './resource-path.ts';

const pollMs = 300;
/** How long a container may take to end, in seconds: nothing in it is worth more of the learner's time. */
const graceSeconds = 1;

/** What every namespace has of itself. */
const isOwnOfNamespace = ({metadata}: KubernetesObject): boolean =>
  metadata.name === 'kube-root-ca.crt' || metadata.name === 'kubernetes';

/**
 * Deletes all that a learner can make in their sandbox, as that learner, and waits until it is gone. Owners go first: what
 * they own is not made anew behind our back.
 * @returns a line for each object, as kubectl says it
 * @throws ApiError when the learner's rights in the namespace are gone already
 */
export async function emptySandbox(context: OperationContext): Promise<string[]> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const writable = resourceTypes.filter(({isWritable}) => isWritable);
  const types = [
    ...writable.filter(({plural}) => plural !== 'pods'),
    ...writable.filter(({plural}) => plural === 'pods'),
  ];
  const deleted = new Map<string, string>();
  for (;;) {
    let left = 0;
    for (const type of types) {
      const objects = (await listObjects(type.plural, undefined, context)).filter(
        (object) => !isOwnOfNamespace(object),
      );
      left += objects.length;
      for (const {metadata} of objects) {
        const key = `${type.plural} ${metadata.name} ${metadata.uid}`;
        if (deleted.has(key)) continue;
        try {
          await client.request({
            method: 'DELETE',
            path: resourcePath(type.plural, sandbox.namespace, metadata.name),
            body: {
              kind: 'DeleteOptions',
              apiVersion: 'v1',
              propagationPolicy: 'Background',
              preconditions: {uid: metadata.uid},
              ...(type.plural === 'pods' ? {gracePeriodSeconds: graceSeconds} : {}),
            },
            signal,
          });
        } catch (error) {
          if (!isNotFound(error) && !isConflict(error)) throw error;
        }
        deleted.set(key, deletedLine(type, {name: metadata.name, namespace: sandbox.namespace}));
      }
    }
    if (left === 0) return [...deleted.values()];
    await sleep(pollMs, undefined, {signal});
  }
}
