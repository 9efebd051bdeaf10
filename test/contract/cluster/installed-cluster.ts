import {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf, type Identities} from '#src/cluster/api/identities.ts';
import {installLabrador} from '#src/cluster/installation/install.ts';
import {deployFolder} from '#src/start/far-ends.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

/** An emulated cluster with what an installation puts there. */
export interface InstalledCluster {
  readonly cluster: EmulatedCluster;
  readonly admin: ApiServer;
  readonly bot: ApiServer;
  /** The bot's. */
  readonly identities: Identities;
  readonly close: () => Promise<void>;
}

export async function installedCluster(): Promise<InstalledCluster> {
  const cluster = await startCluster();
  const admin = await ApiServer.open(cluster.clientConfig());
  const bot = await ApiServer.open(await installLabrador(admin, deployFolder));
  return {
    cluster,
    admin,
    bot,
    identities: identitiesOf(bot),
    close: async () => {
      await bot.close();
      await admin.close();
      await cluster.close();
    },
  };
}
