import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execInPod} from '#src/cluster/api/exec-in-pod.ts';
import {ApiServer, type ApiServerOptions} from '#src/cluster/api/api-client.ts';
import {readKubeconfig} from '#src/cluster/api/read-kubeconfig.ts';
import {Certificates} from '#test/support/certificates.ts';
import {SecureFront} from '#test/support/secure-front.ts';
import {podManifest, startCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

/** What stands in a kubeconfig; what is left out is that of the front. */
export interface Written {
  readonly cluster?: object;
  readonly user?: object;
}

/** An emulated cluster with a Pod `web`, behind fronts that speak TLS and look at who asks. */
export class SecuredCluster {
  readonly folder: string;
  readonly certificates: Certificates;
  readonly cluster: EmulatedCluster;
  readonly #closing: (() => Promise<void>)[] = [];
  #count = 0;

  private constructor(folder: string, certificates: Certificates, cluster: EmulatedCluster) {
    this.folder = folder;
    this.certificates = certificates;
    this.cluster = cluster;
  }

  static async open(): Promise<SecuredCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'labrador-secured-'));
    const cluster = await startCluster({nodes: ['node-1']});
    const secured = new SecuredCluster(folder, await Certificates.open(folder), cluster);
    await cluster.api('/api/v1/namespaces/default/pods', {method: 'POST', body: podManifest('web')});
    await waitUntil(async () => {
      const {body} = await cluster.api('/api/v1/namespaces/default/pods/web');
      return body.status.phase === 'Running' ? true : undefined;
    }, 'the Pod to run');
    return secured;
  }

  async front({names = ['IP:127.0.0.1'], prefix = ''}: {names?: string[]; prefix?: string} = {}): Promise<SecureFront> {
    const [, token = ''] = /token: (\S+)/.exec(this.cluster.kubeconfig) ?? [];
    const front = await SecureFront.open({
      certificates: this.certificates,
      server: await this.certificates.ofServer(...names),
      target: {url: this.cluster.url, token},
      prefix,
    });
    this.#closing.push(async () => front.close());
    return front;
  }

  /** Writes a kubeconfig and answers its path. */
  async write(server: string, {cluster = {}, user = {}}: Written = {}): Promise<string> {
    this.#count += 1;
    const path = join(this.folder, `kubeconfig-${this.#count}`);
    await writeFile(path, kubeconfig(server, {cluster: {'certificate-authority': 'ca.crt', ...cluster}, user}));
    return path;
  }

  async open(paths: string, options: ApiServerOptions = {}): Promise<ApiServer> {
    const server = await ApiServer.open(readKubeconfig({paths}), options);
    this.#closing.push(async () => server.close());
    return server;
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.map(async (close) => close()));
    await this.cluster.close();
    await rm(this.folder, {recursive: true, force: true});
  }
}

/** JSON, which is YAML as well. */
export function kubeconfig(server: string, {cluster = {}, user = {}}: Written): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'c', cluster: {server, ...cluster}}],
    users: [{name: 'u', user}],
    contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
    'current-context': 'x',
  });
}

/** Reads a list, runs a command in the Pod and opens a watch: all of the ways in which the API server is talked to. */
export async function talk(server: ApiServer): Promise<{pods: number; said: string; watched: number}> {
  const client = server.as(undefined);
  const signal = AbortSignal.timeout(20_000);
  const {body} = await client.request({path: '/api/v1/namespaces/default/pods', signal});
  const {output} = await execInPod(client, {
    namespace: 'default',
    pod: 'web',
    container: 'main',
    command: ['echo', 'hello'],
    limitBytes: 1_000,
    signal,
  });
  const query = {watch: 'true'};
  const watch = await server.send({path: '/api/v1/namespaces/default/pods', query, signal}, undefined);
  watch.body.on('error', () => undefined).destroy();
  // a list, as the line before asked for one
  const {items} = body as {items: unknown[]};
  return {pods: items.length, said: output, watched: watch.statusCode};
}

export const talked = {pods: 1, said: 'hello\n', watched: 200};
