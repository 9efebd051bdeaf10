import {fromNodeLabelKey} from '#src/sandbox/namespace/node-labels.ts';
import {patchTypes} from '#src/cluster/api/api-client.ts';
import type {OperationContext} from '../operation-context.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

/** Takes the sandbox's labels off its nodes. Returns a line for each, with the key as the learner gave it. */
export async function removeNodeLabels({sandbox, identities, signal}: OperationContext): Promise<string[]> {
  const lines: string[] = [];
  for (const node of sandbox.nodes) {
    const path = resourcePath('nodes', undefined, node);
    const found = await readOrNothing(identities.system('watcher'), path, signal);
    const keys = Object.keys(found?.metadata.labels ?? {}).filter(
      (key) => fromNodeLabelKey(sandbox.namespace, key) !== undefined,
    );
    if (keys.length === 0) continue;
    await identities.system('labeller').request({
      method: 'PATCH',
      path,
      body: {metadata: {labels: Object.fromEntries(keys.map((key) => [key, null]))}},
      contentType: patchTypes.merge,
      signal,
    });
    lines.push(...keys.map((key) => `node/${node} unlabeled: ${fromNodeLabelKey(sandbox.namespace, key) ?? key}`));
  }
  return lines;
}
