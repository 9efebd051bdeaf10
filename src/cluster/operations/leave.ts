import type {Outcome} from '#src/operations/outcome.ts';
import {removeFurther} from './namespaces/remove-further.ts';
import {removeNamespace} from './sandbox/remove-namespace.ts';
import {removeNodeLabels} from './sandbox/remove-node-labels.ts';
import {eraseHostFolders} from '../node-agent/node-agent.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

/**
 * Removes all of the sandbox: its labels on nodes, its namespaces with everything in them, then its host folders, which
 * no Pod holds any more. What is gone already is passed over, so it can run twice.
 */
export async function leave(context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal, showProgress} = context;
  const {lines, goneNodes} = await removeNodeLabels(context);
  await showProgress(words().running.removing);
  const further = await removeFurther(context);
  const first = await removeNamespace(context);
  const removed = [...further, first];
  lines.push(...removed.flatMap(({line}) => line ?? []));
  await showProgress(words().running.erasing);
  // a folder goes with its machine: nobody is waited for there
  const nodes = sandbox.nodes.filter((node) => !goneNodes.includes(node));
  const failures = await eraseHostFolders(identities, {namespace: sandbox.namespace, nodes, signal});
  const failedNodes = new Set(failures.map(({node}) => node));
  for (const node of nodes) if (!failedNodes.has(node)) lines.push(`host folder on ${node} erased`);
  return {
    kind: 'done',
    text: lines.join('\n'),
    notes: [
      ...removed.flatMap(({note}) => note ?? []),
      ...failures.map(({node, reason}) => words().running.notErased({node, reason})),
    ],
  };
}
