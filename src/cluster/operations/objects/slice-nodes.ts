import {matchesLabels, parseLabelSelector} from '#src/kubernetes/label-selector.ts';
import {toLearnerNode} from '#src/sandbox/policy/write-back.ts';
import {kubernetesObjectSchema, type KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from '../operation-context.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';

/**
 * The nodes of the sandbox's slice as the learner sees them: their own labels under the names that they gave, and
 * nothing of other sandboxes. Learners have no right to nodes; the watcher reads them.
 */
export async function listSliceNodes(
  selector: string | undefined,
  context: OperationContext,
): Promise<KubernetesObject[]> {
  const {sandbox, identities, signal} = context;
  const watcher = identities.system('watcher');
  const nodes = await Promise.all(
    [...sandbox.nodes].sort().map(async (name) => {
      const {body} = await watcher.request({path: resourcePath('nodes', undefined, name), signal});
      return kubernetesObjectSchema.parse(toLearnerNode(kubernetesObjectSchema.parse(body), sandbox));
    }),
  );
  if (selector === undefined) return nodes;
  const parsed = parseLabelSelector(selector);
  return nodes.filter((node) => matchesLabels(parsed, node.metadata.labels ?? {}));
}
