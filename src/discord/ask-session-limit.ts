import type {REST} from '@discordjs/rest';
import {Routes} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SessionLimit} from './identify-pace.ts';

const gatewaySchema = z.looseObject({
  session_start_limit: z.looseObject({remaining: z.number(), reset_after: z.number()}),
});

/**
 * How many sessions the bot may begin yet.
 * @throws the request's error, the signal's reason, or ZodError for an answer that is not the chat's
 */
export async function askSessionLimit(rest: Pick<REST, 'get'>, signal: AbortSignal): Promise<SessionLimit> {
  const {session_start_limit: limit} = gatewaySchema.parse(await rest.get(Routes.gatewayBot(), {signal}));
  return {remaining: limit.remaining, resetAfterMs: limit.reset_after};
}
