import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node/dist/config.js';
import {parseAllDocuments} from 'yaml';
import {z} from 'zod';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import type {ApiServer} from '../api/api-client.ts';
import {applyManifest, manifestPath} from '../api/apply-manifest.ts';
import {systemNamespace} from '../api/identities.ts';
import {readOrNothing} from '../api/read-object.ts';
import {readServerVersion} from '../api/server-version.ts';
import type {ClusterVersion} from '#src/sandbox/cluster-policies/admission-manifests.ts';

const fieldManager = 'labrador-install';
/** What is installed, in this order. @see deploy/README.md */
const files = ['chart/files/rbac.yaml', 'chart/files/ingress-class.yaml', 'chart/files/node-agent.yaml'];
const tokenSeconds = 24 * 3_600;

/** The label of all that is installed: nothing without it is taken away again. */
export const partOf = {key: 'app.kubernetes.io/part-of', value: 'labrador'} as const;

/** What depends on the API server's version, such as policies that only newer ones have. */
export type ExtraManifests = (version: ClusterVersion) => readonly JsonObject[];

export interface Installation {
  /** The repository's folder `deploy`. */
  readonly deployFolder: string;
  readonly extraManifests?: ExtraManifests;
}

/** All that makes an installation in a cluster of that version, in the order in which to apply it. */
export async function installationManifests(
  version: ClusterVersion,
  {deployFolder, extraManifests = () => []}: Installation,
): Promise<JsonObject[]> {
  const texts = await Promise.all(files.map(async (file) => readFile(join(deployFolder, file), 'utf8')));
  const fromFiles = texts.flatMap((text) =>
    parseAllDocuments(text).map((document) => manifestSchema.parse(document.toJS())),
  );
  return [...fromFiles, ...extraManifests(version)].map(withLabel);
}

const manifestSchema = z.record(z.string(), z.json());

function withLabel(manifest: JsonObject): JsonObject {
  const metadata = isJsonObject(manifest['metadata']) ? manifest['metadata'] : {};
  const labels = isJsonObject(metadata['labels']) ? metadata['labels'] : {};
  return {...manifest, metadata: {...metadata, labels: {...labels, [partOf.key]: partOf.value}}};
}

const rbac = 'rbac.authorization.k8s.io/v1';
/** What earlier versions installed, and this one has elsewhere. In the order in which it goes. */
export const superseded: readonly JsonObject[] = [
  {apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: {name: 'labrador-node-agent', namespace: systemNamespace}},
  {apiVersion: rbac, kind: 'RoleBinding', metadata: {name: 'node-agent', namespace: systemNamespace}},
  {apiVersion: rbac, kind: 'Role', metadata: {name: 'node-agent', namespace: systemNamespace}},
  {apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'node-agent-pod', namespace: systemNamespace}},
];

export interface ApplyOptions {
  readonly signal: AbortSignal;
  /** Hears of each object that is there. */
  readonly onApplied?: (manifest: JsonObject) => void;
}

/** Applies the manifests with the rights of `server`'s own user, one after the other, and deletes what they take the place of. */
export async function applyInstallation(
  server: ApiServer,
  manifests: readonly JsonObject[],
  {signal, onApplied = () => undefined}: ApplyOptions,
): Promise<void> {
  for (const manifest of manifests) {
    await applyManifest(server.as(undefined), manifest, {fieldManager, signal});
    onApplied(manifest);
  }
  for (const manifest of superseded) {
    const path = manifestPath(manifest);
    const object = await readOrNothing(server.as(undefined), path, signal);
    if (object?.metadata.labels?.[partOf.key] !== partOf.value) continue;
    await server.as(undefined).request({method: 'DELETE', path, signal});
  }
}

/**
 * Installs the bot's identities and its node agent, as `npm run cluster:install` does, with the rights of `server`'s own
 * user: for clusters that are ours alone, the emulated one and those of tests.
 * @returns the kubeconfig of the bot's own ServiceAccount, which may do nothing but impersonate
 */
export async function installLabrador(
  server: ApiServer,
  deployFolder: string,
  extraManifests?: ExtraManifests,
): Promise<KubeConfig> {
  const signal = AbortSignal.timeout(60_000);
  const version = await readServerVersion(server.as(undefined), signal);
  const extra = extraManifests === undefined ? {} : {extraManifests};
  await applyInstallation(server, await installationManifests(version, {deployFolder, ...extra}), {signal});
  return (await botKubeConfig(server, tokenSeconds)).kubeConfig;
}

const tokenSchema = z.looseObject({
  status: z.looseObject({token: z.string(), expirationTimestamp: z.string()}),
});

/**
 * A kubeconfig with a new token of the bot's ServiceAccount, in one piece, and when the token ends: the server may have
 * shortened it.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/
 */
export async function botKubeConfig(
  server: ApiServer,
  seconds: number,
): Promise<{kubeConfig: KubeConfig; endsAt: Date}> {
  const {body} = await server.as(undefined).request({
    method: 'POST',
    path: `/api/v1/namespaces/${systemNamespace}/serviceaccounts/labrador/token`,
    body: {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {expirationSeconds: seconds}},
  });
  const {status} = tokenSchema.parse(body);
  const cluster = server.kubeConfig.getCurrentCluster();
  if (cluster === null) throw new Error('The kubeconfig has no current context with a cluster.');
  const {caFile, ...rest} = cluster;
  const caData = caFile === undefined ? cluster.caData : (await readFile(caFile)).toString('base64');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {...rest, ...(caData === undefined ? {} : {caData})},
    {name: 'labrador', token: status.token},
  );
  return {kubeConfig, endsAt: new Date(status.expirationTimestamp)};
}
