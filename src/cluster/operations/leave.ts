import type {Outcome} from '#src/operations/outcome.ts';
import {hasHostFolders} from '#src/sandbox/namespace/host-paths.ts';
import {removeFurther} from './namespaces/remove-further.ts';
import {removeNamespace} from './sandbox/remove-namespace.ts';
import {removeNodeLabels} from './sandbox/remove-node-labels.ts';
import {eraseHostFolders} from '../node-agent/node-agent.ts';
import type {OperationContext} from './operation-context.ts';
import {words} from '#src/words/words.ts';

/**
 * Removes all of the sandbox: its labels on nodes, its namespaces with everything in them, then its host folders, which
 * no Pod holds any more. What is gone already is passed over, so it can run twice. Folders are looked for where the lab has
 * any, or had any when the namespace was made.
 */
export async function leave(context: OperationContext): Promise<Outcome> {
  const {sandbox, showProgress} = context;
  const {lines, goneNodes} = await removeNodeLabels(context);
  await showProgress(words().running.removing);
  const further = await removeFurther(context);
  const first = await removeNamespace(context);
  const removed = [...further, first];
  lines.push(...removed.flatMap(({line}) => line ?? []));
  // a folder goes with its machine: nobody is waited for there
  const nodes = sandbox.nodes.filter((node) => !goneNodes.includes(node));
  const hadFolders = removed.some(({hadHostFolders = false}) => hadHostFolders);
  const erased =
    hasHostFolders(sandbox.lab) || hadFolders ? await eraseFolders(nodes, context) : {lines: [], notes: []};
  return {
    kind: 'done',
    text: [...lines, ...erased.lines].join('\n'),
    notes: [...removed.flatMap(({note}) => note ?? []), ...erased.notes],
  };
}

async function eraseFolders(
  nodes: readonly string[],
  {sandbox: {namespace}, identities, signal, showProgress}: OperationContext,
): Promise<{readonly lines: readonly string[]; readonly notes: readonly string[]}> {
  await showProgress(words().running.erasing);
  const failures = await eraseHostFolders(identities, {namespace, nodes, signal});
  const failed = new Set(failures.map(({node}) => node));
  return {
    lines: nodes.filter((node) => !failed.has(node)).map((node) => `host folder on ${node} erased`),
    notes: failures.map(({node, reason}) => words().running.notErased({node, reason})),
  };
}
