import {KubeConfig} from '@kubernetes/client-node';
import {ApiServer, type ApiClient} from '#src/cluster/api/api-client.ts';
import type {ApiRequest} from '#src/cluster/api/api-request.ts';
import {ApiError} from '#src/cluster/api/api-error.ts';
import {applyManifest, manifestPath} from '#src/cluster/api/apply-manifest.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {readOrNothing} from '#src/cluster/api/read-object.ts';
import {readServerVersion, type ServerVersion} from '#src/cluster/api/server-version.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {clusterFacts} from '#src/cluster/operations/sandbox/cluster-facts.ts';
import {sandboxManifests} from '#src/sandbox/namespace/sandbox-manifests.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {untilRightsHold} from '#test/support/until-rights-hold.ts';

/** Where a request to an API server ended. `done`: it was not refused. */
type Wall = 'policy' | 'Pod Security' | 'rights' | 'validation' | 'other admission' | 'no such type' | 'done';

export interface Answer {
  readonly wall: Wall;
  /** What the server said of a refusal, without what says who it is that refuses. */
  readonly said: string;
  readonly body: unknown;
}

/** One request, with the wall that held it. */
export async function ask(client: ApiClient, request: ApiRequest): Promise<Answer> {
  try {
    const {body} = await client.request(request);
    return {wall: 'done', said: '', body};
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {...wallOf(error), body: undefined};
  }
}

function wallOf({status, message}: ApiError): {wall: Wall; said: string} {
  const denied = /ValidatingAdmissionPolicy 'labrador-[-a-z]+' with binding .* denied request: (?<said>.*)/s.exec(
    message,
  );
  if (denied !== null) return {wall: 'policy', said: denied.groups?.['said'] ?? ''};
  if (message.includes('violates PodSecurity')) return {wall: 'Pod Security', said: message};
  if (/cannot \w+ resource|attempting to grant RBAC permissions/.test(message)) return {wall: 'rights', said: message};
  if (status === 404 && !message.includes('not found')) return {wall: 'no such type', said: message};
  return {wall: status === 422 || status === 400 ? 'validation' : 'other admission', said: message};
}

export interface ClusterOfPolicies {
  readonly admin: ApiClient;
  readonly version: ServerVersion;
  readonly learner: (spec: SandboxSpec) => ApiClient;
  /** Who writes what learners have no right to write. */
  readonly provisioner: ApiClient;
  readonly makeSandbox: (spec: SandboxSpec) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The real cluster with all that `cluster:install` installs; what it had none of before, it has none of afterwards. */
export async function clusterOfPolicies(signal: AbortSignal): Promise<ClusterOfPolicies> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString((await realCluster()).adminKubeconfig);
  const server = await ApiServer.open(kubeConfig);
  const admin = server.as(undefined);
  const version = await readServerVersion(admin, signal);
  const {manifests} = admissionManifests(version);
  const made: string[] = [];
  for (const path of manifests.map(manifestPath)) {
    if ((await readOrNothing(admin, path, signal)) === undefined) made.push(path);
  }
  const bot = await ApiServer.open(await installLabrador(server, deployFolder, () => manifests));
  await untilRightsHold(bot);
  const identities = identitiesOf(bot);
  const sandboxes: string[] = [];
  return {
    admin,
    version,
    // as the bot sends: no request of a learner has any other way
    learner: ({namespace}) => identities.learner(namespace),
    provisioner: identities.system('provisioner'),
    makeSandbox: async (spec) => {
      sandboxes.push(spec.namespace);
      for (const manifest of sandboxManifests(spec, await clusterFacts({identities, signal}, 0))) {
        await applyManifest(identities.system('provisioner'), manifest, {fieldManager: 'test', signal});
      }
    },
    close: async () => {
      const gone = AbortSignal.timeout(60_000);
      for (const namespace of sandboxes) {
        await ask(admin, {method: 'DELETE', path: `/api/v1/namespaces/${namespace}`, signal: gone});
      }
      for (const path of made.reverse()) await ask(admin, {method: 'DELETE', path, signal: gone});
      await bot.close();
      await server.close();
    },
  };
}
