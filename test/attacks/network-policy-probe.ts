import {isJsonObject} from '../../src/sandbox/json.ts';
import {waitUntil} from '../support/wait-until.ts';
import {ownPage, relayObjects} from './relay.ts';
import {secretOfAda, type World} from './world.ts';

const namespace = 'labrador-attacks-control';
const known = new WeakMap<World, boolean>();

/**
 * Whether the cluster's network plugin enforces NetworkPolicies at all: a Pod that may send nothing tries to reach Ada's. It
 * is in no sandbox, so that it says nothing of the sandboxes' own policy.
 */
async function isEnforced(world: World): Promise<boolean> {
  const {admin, ada} = world;
  const remembered = known.get(world);
  if (remembered !== undefined) return remembered;
  const below = `/api/v1/namespaces/${namespace}`;
  try {
    await admin.create('/api/v1/namespaces', {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}});
    await admin.create(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {name: 'nothing'},
      spec: {podSelector: {}, policyTypes: ['Egress'], egress: []},
    });
    await waitUntil('the account of the namespace is there', async () =>
      admin.find(`${below}/serviceaccounts/default`),
    );
    const [configMap, pod] = relayObjects('probe', {ada: `http://${ada.pod.ip}/`});
    if (configMap === undefined || !isJsonObject(pod?.['spec'])) throw new Error('no relay');
    await admin.create(`${below}/configmaps`, configMap);
    await admin.create(`${below}/pods`, {...pod, spec: {...pod['spec'], nodeName: ada.node}});
    const ask = async (path: string): Promise<string> =>
      (await admin.client.requestRaw({path: `${below}/pods/probe:80/proxy/${path}`, limitBytes: 65_536})).text;
    await waitUntil('the probe answers', async () =>
      (await ask(ownPage)).includes('the relay itself') ? true : undefined,
    );
    const enforced = !(await ask('ada')).includes(secretOfAda);
    known.set(world, enforced);
    return enforced;
  } finally {
    await admin.remove(`/api/v1/namespaces/${namespace}`);
  }
}

/** Why traffic that the sandbox's policy forbids flows all the same. */
export const noNetworkPolicies = async (world: World): Promise<string | undefined> =>
  (await isEnforced(world))
    ? undefined
    : 'its network plugin enforces no NetworkPolicy: a Pod that the administrator lets send nothing reached another as well';
