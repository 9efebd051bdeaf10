import {resourceType, type ResourceType, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {readHeld} from './held-types.ts';
import {followLimits} from './limits.ts';
import {followTraffic, requireFollowable} from './traffic.ts';
import type {Writing} from './writer-of.ts';

/**
 * Whether the sandbox has room for an object that is written for its learner, and could still be held beside it. Asked
 * before it is written; taking one away always can be followed.
 * @param wouldBe the object as the API server would have it; of other types nothing is asked
 * @throws UserError `refused`
 */
export async function requireRoom(of: ResourceTypeName, wouldBe: JsonObject, writing: Writing): Promise<void> {
  const {heldBy, mostObjects, kind, singular}: ResourceType = resourceType(of);
  if (heldBy === undefined) return;
  const {metadata} = wouldBe;
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  const {learners} = await readHeld(of, writing);
  const others = learners.filter((object) => object.metadata.name !== name);
  if (typeof mostObjects === 'number' && others.length >= mostObjects && others.length === learners.length) {
    throw new UserError('refused', words().policy.tooMany({most: mostObjects, kind, singular}));
  }
  if (of === 'networkpolicies') requireFollowable([...others, wouldBe]);
}

/** Brings what holds the sandbox up to date when what its learner has of a type may have changed; of others nothing is done. */
export async function followWrite(of: ResourceTypeName, writing: Writing): Promise<void> {
  if (of === 'networkpolicies') await followTraffic(writing);
  if (of === 'limitranges') await followLimits(writing);
}
