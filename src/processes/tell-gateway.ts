import type {Client} from 'discord.js';
import {watchGateway} from '#src/discord/gateway-client.ts';
import type {Closable} from '#src/lifecycle/closing-stack.ts';
import type {Log} from '#src/lifecycle/log.ts';
import type {Outages} from '#src/lifecycle/outages.ts';
import type {GatewayEnds} from '#src/store/gateway-ends.ts';
import type {Metrics} from '#src/observability/metrics.ts';
import {gatewayLost, gatewayOutages} from '#src/start/chat-outages.ts';
import {chatTrouble} from '#src/start/chat-trouble.ts';

interface ToldGateway {
  /** Of the chat's REST. */
  readonly api: string;
  /** What is said of the chat as a whole. */
  readonly chat: Outages;
  readonly metrics: Metrics;
  readonly ends: Pick<GatewayEnds, 'note'>;
  /** Hears why the gateway is closed for good. */
  readonly end: (reason: string) => void;
  readonly warn: Log;
}

/** Measures the gateway's connections and tells of those that stay away, from before they are opened. */
export function tellGateway(client: Client, {api, chat, metrics, ends, end, warn}: ToldGateway): Closable {
  const gateway = gatewayOutages(chat, warn);
  let noted = Promise.resolve();
  watchGateway(client, {
    ended: (reason, code) => {
      noted = ends
        .note({code, at: Date.now()})
        .catch((error: unknown) => warn('that the gateway was closed for good could not be stored', error));
      end(reason);
    },
    shardChanged: (shard, isUp) => {
      metrics.gatewayShardUp.set({shard}, isUp ? 1 : 0);
      if (isUp) return gateway.isWell(shard);
      chat.suspect();
      gateway.failed(shard, gatewayLost(api));
    },
    shardFailed: (shard, error) => gateway.failed(shard, chatTrouble(error, api)),
    log: warn,
  });
  return {
    close: async () => {
      gateway.close();
      // who starts next is to know it
      await noted;
    },
  };
}
