import {setTimeout as sleep} from 'node:timers/promises';
import type {OperationOf} from '../../operations/operation.ts';
import type {Outcome} from '../../operations/outcome.ts';
import {qualifiedSingular, resourceTypes} from '../../operations/resource-types.ts';
import {isConflict, isNotFound} from '../api-error.ts';
import type {KubernetesObject} from '../kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {removeNodeLabels} from '../remove-node-labels.ts';
import {listObjects} from '../resolve-name.ts';
import {resourcePath} from '../resource-path.ts';
import {runLines, type RunOperation} from './run-lines.ts';

const pollMs = 300;
/** How long a container may take to end, in seconds: nothing in it is worth more of the learner's time. */
const graceSeconds = 1;

/** What every namespace has of itself. */
const isOwnOfNamespace = ({metadata}: KubernetesObject): boolean =>
  metadata.name === 'kube-root-ca.crt' || metadata.name === 'kubernetes';

/**
 * Empties the sandbox of what its learner can make, waits until it is gone, and runs the lines in it. From any point it
 * can run again: it begins with emptying.
 */
export async function reset(
  {lines}: OperationOf<'reset'>,
  context: OperationContext,
  run: RunOperation,
): Promise<Outcome> {
  const {showProgress} = context;
  await showProgress('Emptying your sandbox …');
  const said = await removeNodeLabels(context);
  said.push(...(await empty(context)));
  if (lines.length > 0) await showProgress('Making the step ready …');
  const ran = await runLines({lines, run}, context);
  if ('ended' in ran) return ran.ended;
  said.push(...ran.said);
  return {kind: 'done', text: said.length === 0 ? 'Your sandbox is empty.' : said.join('\n'), notes: [], card: {}};
}

/** Owners go first: what they own is not made anew behind our back. */
async function empty(context: OperationContext): Promise<string[]> {
  const {sandbox, identities, signal} = context;
  const client = identities.learner(sandbox.namespace);
  const writable = resourceTypes.filter(({isWritable}) => isWritable);
  const types = [
    ...writable.filter(({plural}) => plural !== 'pods'),
    ...writable.filter(({plural}) => plural === 'pods'),
  ];
  const deleted = new Set<string>();
  for (;;) {
    let left = 0;
    for (const type of types) {
      const objects = (await listObjects(type.plural, undefined, context)).filter(
        (object) => !isOwnOfNamespace(object),
      );
      left += objects.length;
      for (const {metadata} of objects) {
        const line = `${qualifiedSingular(type)} "${metadata.name}" deleted`;
        if (deleted.has(`${line} ${metadata.uid}`)) continue;
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
        deleted.add(`${line} ${metadata.uid}`);
      }
    }
    if (left === 0) return [...deleted].map((line) => line.slice(0, line.lastIndexOf(' ')));
    await sleep(pollMs, undefined, {signal});
  }
}
