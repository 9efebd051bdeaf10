import {patchTypes} from '#src/cluster/api/api-request.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {sandboxLabels} from '#src/sandbox/namespace/sandbox-labels.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {deploymentWith} from './mischiefs.ts';
import {noAdmissionPolicy} from './past-the-bot.ts';
import {wallOfStatus} from './walls.ts';
import type {World} from './world.ts';

const probe = 'not-yet-ruled';

/**
 * Lets the administrator make in Mallory's sandbox what was there before the cluster had its policies: they rule the
 * namespaces that carry the label of a workshop, and for a moment hers does not.
 */
export async function withoutAdmissionPolicies(world: World, make: () => Promise<void>): Promise<void> {
  if ((await noAdmissionPolicy(world)) !== undefined) return make();
  const {admin, mallory} = world;
  const path = `/api/v1/namespaces/${mallory.namespace}`;
  const label = async (value: string | null): Promise<void> => {
    const body = {metadata: {labels: {[sandboxLabels.workshop]: value}}};
    await admin.client.request({method: 'PATCH', path, body, contentType: patchTypes.merge});
  };
  const namespace = await admin.find(path);
  const workshop: unknown = Object(Object(namespace?.['metadata']).labels)[sandboxLabels.workshop];
  if (typeof workshop !== 'string') throw new Error(`${mallory.namespace} has no label of a workshop`);
  await label(null);
  try {
    await untilRuled(world, false);
    await make();
  } finally {
    await label(workshop);
    await untilRuled(world, true);
  }
}

async function untilRuled(world: World, isRuled: boolean): Promise<void> {
  await waitUntil(isRuled ? 'the policies rule again' : 'no policy rules', async () =>
    (await isRefused(world)) === isRuled ? true : undefined,
  );
}

/** Whether the administrator is refused by them as well. */
async function isRefused({admin, mallory, scene}: World): Promise<boolean> {
  const body = deploymentWith(probe, {change: (spec) => ({...spec, hostNetwork: true})}, scene);
  const path = `/apis/apps/v1/namespaces/${mallory.namespace}/deployments`;
  try {
    await admin.client.request({method: 'POST', path, body, query: {dryRun: 'All'}});
    return false;
  } catch (error) {
    if (error instanceof ApiError && wallOfStatus(error) === 'admission policy') return true;
    throw error;
  }
}
