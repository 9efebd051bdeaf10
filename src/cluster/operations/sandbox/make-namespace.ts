import {setTimeout as sleep} from 'node:timers/promises';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {applyManifest} from '#src/cluster/api/apply-manifest.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import type {OperationContext} from '../operation-context.ts';
import {clusterFacts} from './cluster-facts.ts';

/** Who owns the fields of what makes a sandbox. */
export const fieldManager = 'labrador';
/** How often the learner's fresh rights are tried, in ms: the API server reads role bindings from a cache. */
const rightsRetryMs = 200;

type Making = Pick<OperationContext, 'sandbox' | 'identities' | 'signal'>;

/**
 * Makes a namespace with its accounts and limits, or brings it up to date: all of it is applied again and what is right
 * already stays.
 * @param furtherNamespaces how many the learner has made besides their first one
 * @throws ApiError from the cluster
 */
export async function makeNamespace(making: Making, furtherNamespaces: number): Promise<void> {
  const {sandbox, identities, signal} = making;
  const provisioner = identities.system('provisioner');
  const cluster = await clusterFacts(making, furtherNamespaces);
  for (const manifest of sandboxManifests(sandbox, cluster)) {
    await applyManifest(provisioner, manifest, {fieldManager, signal});
  }
}

/** Resolves when the API server lets the learner in. */
export async function waitForRights({sandbox, identities, signal}: Making): Promise<void> {
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
