import {setTimeout as sleep} from 'node:timers/promises';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {Writing} from '../writing/writer-of.ts';
import {clusterFacts} from './cluster-facts.ts';
import {fieldManager, readHeld} from '../writing/held-types.ts';
import {removeOutdated} from '../writing/traffic.ts';

/** How often the learner's fresh rights are tried, in ms: the API server reads role bindings from a cache. */
const rightsRetryMs = 200;

/**
 * Makes a namespace with its accounts and limits, or brings it up to date: all of it is applied again and what is right
 * already stays.
 * @param furtherNamespaces how many the learner has made besides their first one
 * @throws ApiError from the cluster
 */
export async function makeNamespace(making: Writing, furtherNamespaces: number): Promise<void> {
  const {sandbox, identities, signal} = making;
  const provisioner = identities.system('provisioner');
  const cluster = await clusterFacts(making, furtherNamespaces);
  const [policies, limits] = await Promise.all([readHeld('networkpolicies', making), readHeld('limitranges', making)]);
  const manifests = sandboxManifests(sandbox, {
    ...cluster,
    learnersPolicies: policies.learners,
    learnersLimits: limits.learners,
  });
  for (const manifest of manifests) await applyManifest(provisioner, manifest, {fieldManager, signal});
  await removeOutdated(manifests, policies, making);
}

/** Resolves when the API server lets the learner in. */
export async function waitForRights({sandbox, identities, signal}: Writing): Promise<void> {
  const learner = identities.learner(sandbox.namespace);
  for (;;) {
    try {
      await learner.request({path: resourcePath('pods', sandbox.namespace), query: {limit: '1'}, signal});
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 403) throw error;
      await sleep(rightsRetryMs, undefined, {signal});
    }
  }
}
