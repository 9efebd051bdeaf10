import {z} from 'zod';

const apiErrorSchema = z.looseObject({
  name: z.templateLiteral(['DiscordAPIError[', z.number(), ']']),
  status: z.number(),
  code: z.number(),
});

/**
 * The HTTP status and the code with which the chat refused a request; undefined for any other failure. The class tells
 * nothing: discord.js loads @discordjs/rest as CommonJS, we as a module, and there is one `DiscordAPIError` in each.
 */
export function apiErrorOf(error: unknown): {readonly status: number; readonly code: number} | undefined {
  if (!(error instanceof Error)) return undefined;
  const parsed = apiErrorSchema.safeParse(error);
  return parsed.success ? {status: parsed.data.status, code: parsed.data.code} : undefined;
}
