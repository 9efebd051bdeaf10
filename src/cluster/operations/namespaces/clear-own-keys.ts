import {fromNamespaceKey} from '#src/sandbox/namespace/namespace-labels.ts';
import {homeSandbox} from '#src/sandbox/namespace/further-namespaces.ts';
import {patchTypes} from '#src/cluster/api/api-request.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';

/** Takes the learner's own labels and annotations off their first namespace. */
export async function clearOwnKeys({sandbox, identities, signal}: OperationContext): Promise<void> {
  const client = identities.system('provisioner');
  const path = resourcePath('namespaces', undefined, homeSandbox(sandbox).namespace);
  const found = await readOrNothing(client, path, signal);
  const nullsOf = (keys: Readonly<Record<string, string>> = {}): Record<string, null> =>
    Object.fromEntries(Object.keys(keys).flatMap((key) => (fromNamespaceKey(key) === undefined ? [] : [[key, null]])));
  const labels = nullsOf(found?.metadata.labels);
  const annotations = nullsOf(found?.metadata.annotations);
  if (Object.keys({...labels, ...annotations}).length === 0) return;
  await client.request({
    method: 'PATCH',
    path,
    body: {metadata: {labels, annotations}},
    contentType: patchTypes.merge,
    signal,
  });
}
