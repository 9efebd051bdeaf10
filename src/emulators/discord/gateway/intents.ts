import {GatewayCloseCodes, GatewayIntentBits} from 'discord-api-types/v10';

const known = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** Those that an application has to be allowed on its page.
 * @see https://docs.discord.com/developers/events/gateway#privileged-intents */
const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

/** With which code and words a session that asks for these intents is closed; undefined where it may have them.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export function refuseIntents(
  intents: unknown,
  allowed: number,
): {readonly code: GatewayCloseCodes; readonly reason: string} | undefined {
  if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0 || (intents & ~known) !== 0)
    return {code: GatewayCloseCodes.InvalidIntents, reason: 'Invalid intent(s).'};
  if ((intents & privileged & ~allowed) !== 0)
    return {code: GatewayCloseCodes.DisallowedIntents, reason: 'Disallowed intent(s).'};
  return undefined;
}
