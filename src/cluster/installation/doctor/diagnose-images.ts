import type {Finding} from '#src/workshop/finding.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {listCollection} from '#src/cluster/api/list-collection.ts';
import {nodeState, type NodeState} from '#src/kinds/node/node-state.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {imageName} from './image-name.ts';
import {unlessUnanswered} from './unanswered.ts';
import {words} from '#src/words/words.ts';

/** How many images a kubelet names unless told otherwise, the largest first (`nodeStatusMaxImages`). */
const namedImages = 50;

/** Whether the nodes that take sandboxes have the images already. */
export async function diagnoseImages(
  identities: Identities,
  {images, signal}: {readonly images: readonly string[]; readonly signal: AbortSignal},
): Promise<Finding> {
  return unlessUnanswered(words().upkeep.checks.names.images, signal, async () => {
    const nodes = await listCollection(identities.system('watcher'), resourcePath('nodes'), {signal});
    return judgeImages(nodes.map(nodeState), images);
  });
}

/** The same, of nodes that were read. A node that names as many images as it ever does may have others. */
export function judgeImages(nodes: readonly NodeState[], images: readonly string[]): Finding {
  const name = words().upkeep.checks.names.images;
  const used = nodes.filter(({isReady, isSchedulable}) => isReady && isSchedulable);
  if (used.length === 0) return {name, state: 'unknown', said: words().doctor.noNode};
  const missing: string[] = [];
  const unsure: string[] = [];
  for (const node of used) {
    const known = new Set(node.images.flat().map(imageName));
    const absent = images.filter((image) => !known.has(imageName(image)));
    if (absent.length === 0) continue;
    if (node.images.length === 0) unsure.push(words().doctor.saysNoImages({node: node.name}));
    else if (node.images.length < namedImages)
      missing.push(words().doctor.lacksImages({node: node.name, images: absent.join(', ')}));
    else unsure.push(words().doctor.namesNot({node: node.name, images: absent.join(', '), count: node.images.length}));
  }
  const said = [...missing, ...unsure].join('\n');
  const next = words().doctor.runThem;
  if (missing.length > 0) return {name, state: 'failed', said, next};
  if (unsure.length > 0) return {name, state: 'unknown', said, next};
  return {name, state: 'passed', said: words().doctor.haveImages({count: used.length, images: images.join(', ')})};
}
