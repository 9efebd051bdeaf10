/**
 * What Discord allows and how it says no: each figure with its source.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding
 * @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */

/** An interaction that has no answer by then is dead, in ms. */
export const firstAnswerMs = 3_000;
/** A token edits for this long, in ms. */
const tokenLifeMs = 15 * 60_000;
/** When we stop to rely on a token, in ms: a minute before its end, for clocks and ways that differ. */
export const tokenTrustedMs = tokenLifeMs - 60_000;

export const errorCodes = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  commandsOfTheDay: 30_034,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  missingPermissions: 50_013,
  threadArchived: 50_083,
  threadLocked: 160_005,
} as const;

/** @see https://discord.com/developers/docs/interactions/application-commands#autocomplete */
export const autocompleteLimit = 25;
/** @see https://discord.com/developers/docs/components/reference#string-select */
export const selectOptionLimit = 25;
export const selectTextLimit = 100;
/** @see https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
export const modalTitleLimit = 45;

/**
 * A message older than this, in ms, takes about three edits in 6 s, which no header announces.
 * @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#json 30046
 */
export const oldMessageMs = 60 * 60_000;
export const oldMessageSpacingMs = 2_100;

/** When an id was given, in ms since 1970. @see https://discord.com/developers/docs/reference#snowflakes */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + 1_420_070_400_000;
