import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {startApp} from '#src/app.ts';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {installLabrador, type ExtraManifests} from '#src/cluster/installation/install.ts';
import {readConfig} from '#src/config.ts';
import {createLogger} from '#src/observability/logger.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {ChatPage} from './chat-page.ts';

/** A cluster that tests may use, with an administrator's kubeconfig: only setting up and looking use that. */
export interface TestCluster {
  readonly adminKubeconfig: string;
  readonly close: () => Promise<void>;
}

/** Labrador as `npm start` runs it, on a cluster of the test's, with the bot's own rights and no others. */
export interface Labrador {
  readonly chat: ChatPage;
  readonly url: string;
  readonly healthUrl: string;
  /** The API server as its administrator, to look at what is there. */
  readonly admin: ApiServer;
  /** Paths of the kubeconfig with the bot's rights, and of a folder for this test alone. */
  readonly botKubeconfig: string;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Installs the bot's identities in a cluster and writes the kubeconfig of its ServiceAccount into `folder`. */
export async function installIn(
  cluster: TestCluster,
  folder: string,
  extraManifests?: ExtraManifests,
): Promise<{admin: ApiServer; botKubeconfig: string}> {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(cluster.adminKubeconfig);
  const admin = await ApiServer.open(kubeConfig);
  const bot = await installLabrador(admin, deployFolder, extraManifests);
  const botKubeconfig = join(folder, 'bot.kubeconfig');
  await writeFile(botKubeconfig, bot.exportConfig(), {mode: 0o600});
  return {admin, botKubeconfig};
}

/** @param more variables of the environment besides those that a test needs */
export async function startLabrador(
  cluster: TestCluster,
  more: Readonly<Record<string, string>> = {},
): Promise<Labrador> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-test-'));
  const {admin, botKubeconfig} = await installIn(cluster, folder);
  const environment = {
    CLUSTER: 'kubeconfig',
    KUBECONFIG: botKubeconfig,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    HEALTH_PORT: '0',
    // a test types faster than a person
    RATE_LIMIT: '1000',
    ...more,
  };
  const log = createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent');
  const app = await startApp(readConfig(environment, []), {log, say: () => undefined});
  await app.ready;
  return {
    chat: new ChatPage(app.url),
    url: app.url,
    healthUrl: app.healthUrl,
    admin,
    botKubeconfig,
    folder,
    close: async () => {
      await app.close();
      await admin.close();
      await cluster.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}
