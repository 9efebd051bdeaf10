import type {RESTOptions} from '@discordjs/rest';
import {Client, Events, GatewayCloseCodes, GatewayIntentBits, SimpleShardingStrategy, Status} from 'discord.js';
import {askSessionLimit} from './ask-session-limit.ts';
import {IdentifyPace} from './identify-pace.ts';
import {tokenRefused} from './token-refused.ts';
import type {Log} from '#src/lifecycle/log.ts';

/** Opens connections and leaves them to try again: discord.js gives a client up whose first connection fails. */
class PatientStrategy extends SimpleShardingStrategy {
  override async connect(): Promise<void> {
    // why it failed is told by an event of the shard, which goes on trying
    super.connect().catch(() => undefined);
    await Promise.resolve();
  }
}

/**
 * The bot at the gateway, not logged in yet.
 * @param log hears what a session waits for
 */
export function gatewayClient(rest: Partial<RESTOptions>, log: Log): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest,
    ws: {
      buildStrategy: (manager) => new PatientStrategy(manager),
      buildIdentifyThrottler: ({options}) =>
        new IdentifyPace({limit: async (signal) => askSessionLimit(options.rest, signal), log}),
    },
  });
}

export interface GatewayHeard {
  /** The gateway is closed for good, with which code, and why and what to do. */
  readonly ended: (reason: string, code: number) => void;
  readonly shardChanged: (shardId: number, isUp: boolean) => void;
  /** A connection can't be opened, and is tried again twice a second. */
  readonly shardFailed: (shardId: number, error: Error) => void;
  readonly log: Log;
}

/** Tells what becomes of the gateway's connections, from before they are opened. */
export function watchGateway(client: Client, {ended, shardChanged, shardFailed, log}: GatewayHeard): void {
  const down = new Set<number>();
  const isUp = (shardId: number): void => {
    down.delete(shardId);
    shardChanged(shardId, true);
  };
  const isDown = (shardId: number): void => {
    // it is told at each try
    if (!down.has(shardId)) shardChanged(shardId, false);
    down.add(shardId);
  };
  client.on(Events.Error, (error) => log('the gateway', error));
  client.on(Events.ShardError, (error, shardId) => shardFailed(shardId, error));
  client.on(Events.ShardReady, isUp);
  client.on(Events.ShardResume, isUp);
  client.on(Events.ShardReconnecting, isDown);
  client.on(Events.ShardDisconnect, ({code}, shardId) => {
    isDown(shardId);
    ended(endOf(code), code);
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
