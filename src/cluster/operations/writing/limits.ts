import {sandboxLimits} from '#src/sandbox/namespace/sandbox-limits.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {fieldManager, readHeld} from './held-types.ts';
import type {Writing} from './writer-of.ts';

/** Gives what a container gets by itself as the learner's LimitRanges do. */
export async function followLimits(writing: Writing): Promise<void> {
  const {sandbox, identities, signal} = writing;
  const {learners} = await readHeld('limitranges', writing);
  await applyManifest(identities.system('provisioner'), sandboxLimits(sandbox, learners), {fieldManager, signal});
}
