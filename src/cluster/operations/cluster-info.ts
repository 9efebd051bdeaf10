import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {words} from '#src/words/words.ts';
import type {OperationContext} from './operation-context.ts';

/** Where Pods find the API server; the address that the bot has is nobody's affair. */
const addressInCluster = 'https://kubernetes.default.svc';

/** What `kubectl cluster-info` prints, once the API server has answered. */
export async function clusterInfo(
  _operation: OperationOf<'cluster-info'>,
  {sandbox, identities, signal}: OperationContext,
): Promise<Outcome> {
  await identities.learner(sandbox.namespace).request({path: '/version', signal});
  const text = [
    `Kubernetes control plane is running at ${addressInCluster}`,
    '',
    "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.",
  ].join('\n');
  return {kind: 'done', text, notes: [words().running.clusterAddress]};
}
