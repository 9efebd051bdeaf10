import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {parseAllDocuments} from 'yaml';
import {z} from 'zod';
import type {ApiClient, ApiServer} from './api-client.ts';
import {applyManifest} from './apply-manifest.ts';
import {systemNamespace} from './identities.ts';

const fieldManager = 'labrador-install';
/** What is installed, in this order. @see deploy/README.md */
const files = ['rbac.yaml', 'node-agent.yaml'];
const tokenSeconds = 24 * 3_600;

/**
 * Installs the bot's identities and its node agent, as `kubectl apply -k deploy/` does, with the rights of `server`'s own
 * user: for clusters that are ours alone, the emulated one and those of tests.
 * @returns the kubeconfig of the bot's own ServiceAccount, which may do nothing but impersonate
 */
export async function installLabrador(server: ApiServer, deployFolder: string): Promise<KubeConfig> {
  const admin = server.as(undefined);
  for (const file of files) {
    const text = await readFile(join(deployFolder, file), 'utf8');
    for (const document of parseAllDocuments(text)) {
      await applyManifest(admin, document.toJS(), {fieldManager});
    }
  }
  return botKubeConfig(server, admin);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/ */
async function botKubeConfig(server: ApiServer, admin: ApiClient): Promise<KubeConfig> {
  const {body} = await admin.request({
    method: 'POST',
    path: `/api/v1/namespaces/${systemNamespace}/serviceaccounts/labrador/token`,
    body: {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {expirationSeconds: tokenSeconds}},
  });
  const {status} = z.looseObject({status: z.looseObject({token: z.string()})}).parse(body);
  const cluster = server.kubeConfig.getCurrentCluster();
  if (cluster === null) throw new Error('The kubeconfig has no current context with a cluster.');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(cluster, {name: 'labrador', token: status.token});
  return kubeConfig;
}
