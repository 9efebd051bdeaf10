import {GatewayCloseCodes} from 'discord-api-types/v10';
import {guildsAShard} from '../limits.ts';

/** With which code and words a session of that shard is closed; undefined where it may begin.
 * @see https://docs.discord.com/developers/events/gateway#sharding
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function refuseShard(
  shard: unknown,
  guilds: number,
): {readonly code: GatewayCloseCodes; readonly reason: string} | undefined {
  const [id, count]: unknown[] = Array.isArray(shard) ? shard : [0, 1];
  const isOne = Number.isInteger(id) && Number.isInteger(count) && Number(id) >= 0 && Number(id) < Number(count);
  if (!isOne) return {code: GatewayCloseCodes.InvalidShard, reason: 'Invalid shard.'};
  if (guilds > guildsAShard * Number(count))
    return {code: GatewayCloseCodes.ShardingRequired, reason: 'Sharding required.'};
  return undefined;
}
