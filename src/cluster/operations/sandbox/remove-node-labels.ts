import {fromNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import type {OperationContext} from '../operation-context.ts';
import {isNotFound} from '#src/cluster/api/api-error.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

/**
 * Takes the sandbox's labels off its nodes. Returns a line for each, with the key as the learner gave it, and which of the
 * nodes the cluster has no more.
 */
export async function removeNodeLabels({
  sandbox,
  identities,
  signal,
}: OperationContext): Promise<{lines: string[]; goneNodes: string[]}> {
  const lines: string[] = [];
  const goneNodes: string[] = [];
  for (const node of sandbox.nodes) {
    const path = resourcePath('nodes', undefined, node);
    const found = await readOrNothing(identities.system('watcher'), path, signal);
    if (found === undefined) goneNodes.push(node);
    const keys = Object.keys(found?.metadata.labels ?? {}).filter(
      (key) => fromNodeLabelKey(sandbox.namespace, key) !== undefined,
    );
    if (keys.length === 0) continue;
    try {
      await identities.system('labeller').request({
        method: 'PATCH',
        path,
        body: {metadata: {labels: Object.fromEntries(keys.map((key) => [key, null]))}},
        contentType: patchTypes.merge,
        signal,
      });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      goneNodes.push(node);
      continue;
    }
    lines.push(...keys.map((key) => `node/${node} unlabeled: ${fromNodeLabelKey(sandbox.namespace, key) ?? key}`));
  }
  return {lines, goneNodes};
}
