import type {Attack} from './attack.ts';
import {asTheLearner} from './list/as-the-learner.ts';
import {forbiddenIngresses} from './list/forbidden-ingresses.ts';
import {forbiddenKinds, forbiddenMetadata, forbiddenServices, hostileYaml, tooMany} from './list/forbidden-objects.ts';
import {forbiddenPods, oldRevisions, otherImagesSet} from './list/forbidden-pods.ts';
import {fromAContainer} from './list/from-a-container.ts';
import {hostileLines, hostilePages} from './list/hostile-lines.ts';
import {hostileText} from './list/hostile-text.ts';
import {inAContainer} from './list/in-a-container.ts';
import {othersButtons} from './list/others-buttons.ts';
import {rawPods, rawQuota, rawServices} from './list/raw-pods.ts';
import {requestsOfTheNode} from './list/requests-of-the-node.ts';
import {withAPodsToken, withTheBotsToken, withTheLearnersToken} from './list/with-a-token.ts';

/** Attacks that are played together, and what they leave in the sandbox is removed. */
export interface Part {
  readonly name: string;
  readonly attacks: readonly Attack[];
  /** How many at a time: more than one where none is in another's way. */
  readonly atOnce: number;
}

/** All attacks, in the order in which they are played. */
export const parts: readonly Part[] = [
  {name: 'pods', attacks: [...forbiddenPods, ...otherImagesSet], atOnce: 6},
  {name: 'revisions', attacks: oldRevisions, atOnce: 1},
  {name: 'objects', attacks: [...forbiddenKinds, ...hostileYaml], atOnce: 6},
  {name: 'services', attacks: [...forbiddenServices, ...forbiddenMetadata], atOnce: 1},
  {name: 'ingresses', attacks: forbiddenIngresses, atOnce: 1},
  {name: 'quota', attacks: tooMany, atOnce: 1},
  {name: 'lines', attacks: [...hostileLines, ...hostilePages], atOnce: 6},
  {name: 'node', attacks: requestsOfTheNode, atOnce: 4},
  {name: 'containers', attacks: inAContainer, atOnce: 1},
  {name: 'network', attacks: fromAContainer, atOnce: 1},
  {name: 'text', attacks: hostileText, atOnce: 4},
  {name: 'learner', attacks: asTheLearner, atOnce: 6},
  {name: 'tokens', attacks: [...withAPodsToken, ...withTheLearnersToken, ...withTheBotsToken], atOnce: 6},
  {name: 'raw', attacks: [...rawPods, ...rawServices], atOnce: 1},
  {name: 'raw quota', attacks: rawQuota, atOnce: 1},
  {name: 'buttons', attacks: othersButtons, atOnce: 1},
];
