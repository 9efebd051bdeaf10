import type {Finding} from '#src/workshop/finding.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {nodeState, type NodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {imageName} from './image-name.ts';
import {unlessUnanswered} from './unanswered.ts';

const name = 'images';
/** How many images a kubelet names unless told otherwise, the largest first (`nodeStatusMaxImages`). */
const namedImages = 50;

/** Whether the nodes that take sandboxes have the images already. */
export async function diagnoseImages(
  identities: Identities,
  {images, signal}: {readonly images: readonly string[]; readonly signal: AbortSignal},
): Promise<Finding> {
  return unlessUnanswered(name, signal, async () => {
    const nodes = await listCollection(identities.system('watcher'), resourcePath('nodes'), {signal});
    return judgeImages(nodes.map(nodeState), images);
  });
}

/** The same, of nodes that were read. A node that names as many images as it ever does may have others. */
export function judgeImages(nodes: readonly NodeState[], images: readonly string[]): Finding {
  const used = nodes.filter(({isReady, isSchedulable}) => isReady && isSchedulable);
  if (used.length === 0) return {name, state: 'unknown', said: 'No node is ready and takes Pods.'};
  const missing: string[] = [];
  const unsure: string[] = [];
  for (const node of used) {
    const known = new Set(node.images.flat().map(imageName));
    const absent = images.filter((image) => !known.has(imageName(image)));
    if (absent.length === 0) continue;
    if (node.images.length === 0) unsure.push(`${node.name} does not say which images it has.`);
    else if (node.images.length < namedImages) missing.push(`${node.name} does not have ${absent.join(', ')}.`);
    else unsure.push(`${node.name} does not name ${absent.join(', ')} among its ${node.images.length} largest images.`);
  }
  const said = [...missing, ...unsure].join('\n');
  const next = 'Run a Pod with each of them on each node before the class, so that nobody waits for a download.';
  if (missing.length > 0) return {name, state: 'failed', said, next};
  if (unsure.length > 0) return {name, state: 'unknown', said, next};
  return {name, state: 'passed', said: `All ${used.length} nodes have ${images.join(', ')}.`};
}
