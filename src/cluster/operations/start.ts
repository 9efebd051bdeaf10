import {setTimeout as sleep} from 'node:timers/promises';
import type {Outcome} from '#src/operations/outcome.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {UserError} from '#src/operations/user-error.ts';
import {ApiError} from '../api/api-error.ts';
import {applyManifest} from '../api/apply-manifest.ts';
import {dnsAddresses} from '../api/dns-addresses.ts';
import {storageClassNames} from '../api/storage-class-names.ts';
import {namespaceEnd} from '../api/namespace-end.ts';
import {readOrNothing} from '../api/read-object.ts';
import {makeHostFolders} from '../node-agent/node-agent.ts';
import type {OperationContext} from './operation-context.ts';
import {resourcePath} from '../api/resource-path.ts';
import {words} from '#src/words/words.ts';

const fieldManager = 'labrador';
/** How often the learner's fresh rights are tried, in ms: the API server reads role bindings from a cache. */
const rightsRetryMs = 200;

/** Makes the sandbox, or brings it up to date: all of it is applied again and what is right already stays. */
export async function start(context: OperationContext): Promise<Outcome> {
  const {sandbox, identities, signal, showProgress} = context;
  const provisioner = identities.system('provisioner');
  await showProgress(words().running.making);
  const watcher = identities.system('watcher');
  const [addresses, storage] = await Promise.all([dnsAddresses(watcher, signal), storageClassNames(watcher, signal)]);
  const cluster = {dnsAddresses: addresses, storage};
  for (const manifest of sandboxManifests(sandbox, cluster)) {
    try {
      await applyManifest(provisioner, manifest, {fieldManager, signal});
    } catch (error) {
      throw isEnding(error) ? await stillGoing(context) : error;
    }
  }
  await showProgress(words().running.preparing({nodes: sandbox.nodes.join(', ')}));
  const failures = await makeHostFolders(identities, {namespace: sandbox.namespace, nodes: sandbox.nodes, signal});
  await waitForRights(context);
  const nodes = sandbox.nodes.length === 1 ? `node ${sandbox.nodes[0]}` : `nodes ${sandbox.nodes.join(', ')}`;
  return {
    kind: 'done',
    text: `namespace/${sandbox.namespace} ready on ${nodes}`,
    notes: failures.map(({node, reason}) => words().running.folderLater({node, reason})),
  };
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ for causes */
const isEnding = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.body?.details?.causes?.some(({reason}) => reason === 'NamespaceTerminating') === true;

/** The sandbox that was left before still goes: nothing new can be made in it. */
async function stillGoing({sandbox, identities, signal}: OperationContext): Promise<UserError> {
  const path = `/api/v1/namespaces/${sandbox.namespace}`;
  const {said} = namespaceEnd((await readOrNothing(identities.system('provisioner'), path, signal)) ?? {});
  const {stillGoing, stillGoingSince} = words().running;
  return new UserError('refused', said === '' ? stillGoing : stillGoingSince({reason: said}));
}

async function waitForRights({sandbox, identities, signal}: OperationContext): Promise<void> {
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
