import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {sandboxAnnotations} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {ApiClient} from '../api/api-client.ts';
import {patchTypes} from '../api/api-request.ts';
import {isNotFound} from '../api/api-error.ts';
import {resourcePath} from '../api/resource-path.ts';

/**
 * On a node whose sandboxes were removed while no agent could erase their host folders. With the sandboxes goes the last
 * that says so otherwise, and learners' files would be forgotten.
 */
const mark = 'labrador.dev/host-folders-left';

const listed = (text: string | undefined): string[] => (text ?? '').split(',').filter((one) => one !== '');

/** The nodes on which a sandbox may have host folders; its namespace says so. */
export function foldersOf({metadata: {annotations = {}}}: KubernetesObject): string[] {
  const hasFolders = listed(annotations[sandboxAnnotations.hostPathLeaves]).length > 0;
  return hasFolders ? listed(annotations[sandboxAnnotations.nodes]) : [];
}

export const isMarked = ({metadata: {annotations = {}}}: KubernetesObject): boolean => annotations[mark] !== undefined;

/** Has the node say, or say no more, that folders are left on it. A node that is gone has none. */
export async function markNode(
  admin: ApiClient,
  {node, isLeft, signal}: {readonly node: string; readonly isLeft: boolean; readonly signal: AbortSignal},
): Promise<void> {
  try {
    await admin.request({
      method: 'PATCH',
      path: resourcePath('nodes', undefined, node),
      body: {metadata: {annotations: {[mark]: isLeft ? 'true' : null}}},
      contentType: patchTypes.merge,
      signal,
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
