import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import type {ApiClient} from '../api/api-client.ts';
import {isConflict, isNotFound} from '../api/api-error.ts';
import {patchTypes} from '../api/api-request.ts';
import {apiPatienceMs, namespaceEnd} from '../api/namespace-end.ts';
import {readOrNothing} from '../api/read-object.ts';
import {resourcePath} from '../api/resource-path.ts';
import {eraseAllHostFolders} from '../node-agent/node-agent.ts';
import {describeLabels, foldersOn, type Found, type Left, type Removal} from './find-removal.ts';
import {markNode} from './left-folders.ts';

const pollMs = 500;

interface RemoveOptions {
  readonly signal: AbortSignal;
  /** How long what was deleted may take to go, in ms, for sandboxes and for the rest. */
  readonly withinMs: number;
  readonly say: (line: string) => void;
}

/**
 * Takes away what was found: sandboxes, their labels on nodes, their host folders, then what was installed. What comes
 * next waits until it is gone, and stays when that fails: the node agent is needed for as long as there are folders.
 * @returns what stays, and why
 */
export async function removeAll(admin: ApiClient, removal: Removal, options: RemoveOptions): Promise<Left[]> {
  const {signal, say} = options;
  const left = [...removal.left];
  for (const [node, keys] of removal.nodeLabels) {
    await removeLabels(admin, {node, keys, signal});
    say(`removed  ${describeLabels(node, keys)}`);
  }
  for (const node of removal.unattendedNodes) await markNode(admin, {node, isLeft: true, signal});
  const stuck = await deleteAndWait(admin, removal.sandboxes, options);
  if (stuck.some(({isEmptied = false}) => !isEmptied)) {
    return [...left, ...stuck, waits(removal, 'sandboxes are still there')];
  }
  left.push(...stuck);
  if (removal.agentNodes.length > 0) {
    const failures = await eraseAllHostFolders(admin, {nodes: removal.agentNodes, signal});
    const failed = new Set(failures.map(({node}) => node));
    for (const node of removal.agentNodes) {
      if (failed.has(node)) continue;
      say(`erased   ${foldersOn(node)}`);
      if (removal.markedNodes.includes(node)) await markNode(admin, {node, isLeft: false, signal});
    }
    left.push(...failures.map(({node, reason}) => ({what: foldersOn(node), why: reason})));
    if (failures.length > 0) return [...left, waits(removal, 'the node agent is needed to erase these folders')];
  }
  left.push(...(await deleteAndWait(admin, removal.installed, options)));
  return left;
}

function waits({installed}: Removal, why: string): Left {
  return {what: `what was installed (${installed.length} objects)`, why: `${why}; uninstall again`};
}

async function removeLabels(
  admin: ApiClient,
  {node, keys, signal}: {node: string; keys: readonly string[]; signal: AbortSignal},
): Promise<void> {
  try {
    await admin.request({
      method: 'PATCH',
      path: resourcePath('nodes', undefined, node),
      body: {metadata: {labels: Object.fromEntries(keys.map((key) => [key, null]))}},
      contentType: patchTypes.merge,
      signal,
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Deletes all, then waits until all are gone. Answers those that are not, and what the cluster says of them. */
async function deleteAndWait(
  admin: ApiClient,
  objects: readonly Found[],
  {signal, withinMs, say}: RemoveOptions,
): Promise<Left[]> {
  for (const {path, uid} of objects) await deleteOne(admin, {path, uid, signal});
  const deadline = Date.now() + withinMs;
  const left: Left[] = [];
  for (const {shown, path, uid} of objects) {
    let emptiedAt: number | undefined;
    for (;;) {
      const found = await readOrNothing(admin, path, signal);
      if (found?.metadata.uid !== uid) {
        say(`removed  ${shown}`);
        break;
      }
      const {isEmptied} = namespaceEnd(found);
      emptiedAt = isEmptied ? (emptiedAt ?? Date.now()) : undefined;
      const isHopeless = emptiedAt !== undefined && Date.now() - emptiedAt > apiPatienceMs;
      if (isHopeless || Date.now() > deadline) {
        left.push({what: shown, why: whyStill(found), isEmptied});
        break;
      }
      await sleep(pollMs, undefined, {signal});
    }
  }
  return left;
}

async function deleteOne(
  admin: ApiClient,
  {path, uid, signal}: {path: string; uid: string; signal: AbortSignal},
): Promise<void> {
  try {
    await admin.request({
      method: 'DELETE',
      path,
      body: {kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background', preconditions: {uid}},
      signal,
    });
  } catch (error) {
    // under way already, gone, or made anew since
    if (!isConflict(error) && !isNotFound(error)) throw error;
  }
}

const finalizersSchema = z.looseObject({metadata: z.looseObject({finalizers: z.array(z.string()).optional()})});

/** The namespace controller says what keeps it; anything else has finalizers. */
function whyStill(object: unknown): string {
  const {said} = namespaceEnd(object);
  const {finalizers = []} = finalizersSchema.parse(object).metadata;
  if (said !== '') return said;
  return finalizers.length > 0 ? `its finalizers wait: ${finalizers.join(', ')}` : 'it is still being deleted';
}
