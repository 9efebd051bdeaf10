import type {RESTOptions} from '@discordjs/rest';
import {Client, Events, GatewayCloseCodes, GatewayIntentBits, SimpleShardingStrategy, Status} from 'discord.js';
import {IdentifyPace} from './identify-pace.ts';
import {tokenRefused} from './token-refused.ts';

/** Opens connections and leaves them to try again: discord.js gives a client up whose first connection fails. */
class PatientStrategy extends SimpleShardingStrategy {
  override async connect(): Promise<void> {
    // why it failed is told by an event of the shard, which goes on trying
    super.connect().catch(() => undefined);
    await Promise.resolve();
  }
}

/** The bot at the gateway, not logged in yet. */
export function gatewayClient(rest: Partial<RESTOptions>): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest,
    ws: {
      buildStrategy: (manager) => new PatientStrategy(manager),
      buildIdentifyThrottler: () => new IdentifyPace(),
    },
  });
}

export interface GatewayHeard {
  /** The gateway is closed for good, with why and what to do. */
  readonly ended: (reason: string) => void;
  readonly shardChanged: (shardId: number, isUp: boolean) => void;
  readonly log: (message: string, error?: unknown) => void;
}

/** Tells what becomes of the gateway's connections, from before they are opened. */
export function watchGateway(client: Client, {ended, shardChanged, log}: GatewayHeard): void {
  let failedOf: string | undefined;
  const isUp = (shardId: number): void => {
    failedOf = undefined;
    shardChanged(shardId, true);
  };
  client.on(Events.Error, (error) => log('the gateway', error));
  client.on(Events.ShardError, (error) => {
    // it tries twice a second
    if (error.message !== failedOf) log('the gateway does not open, and is tried again', error);
    failedOf = error.message;
  });
  client.on(Events.ShardReady, isUp);
  client.on(Events.ShardResume, isUp);
  client.on(Events.ShardReconnecting, (shardId) => shardChanged(shardId, false));
  client.on(Events.ShardDisconnect, ({code}, shardId) => {
    shardChanged(shardId, false);
    ended(endOf(code));
  });
}

const authenticationFailed: number = GatewayCloseCodes.AuthenticationFailed;

/** @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
function endOf(code: number): string {
  if (code === authenticationFailed) return tokenRefused;
  const name = GatewayCloseCodes[code] ?? 'unknown';
  return `The chat closed the gateway for good: ${code} ${name}. Look at the bot’s application page, or take a newer version.`;
}

/** discord.js' own `isReady` stays true from the first time on. */
export const isConnected = (client: Client): boolean =>
  client.ws.shards.size > 0 && client.ws.shards.every(({status}) => status === Status.Ready);
