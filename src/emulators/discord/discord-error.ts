import {RESTJSONErrorCodes} from 'discord-api-types/v10';

/** A refusal in the shape that Discord gives it: HTTP status and `{code, message, errors?}`.
 * @see https://docs.discord.com/developers/reference#error-messages */
export class DiscordError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: {code: number; message: string; errors?: unknown}) {
    super(body.message);
    this.name = 'DiscordError';
    this.status = status;
    this.body = body;
  }
}

const texts = {
  [RESTJSONErrorCodes.UnknownApplication]: [404, 'Unknown Application'],
  [RESTJSONErrorCodes.UnknownChannel]: [404, 'Unknown Channel'],
  [RESTJSONErrorCodes.UnknownGuild]: [404, 'Unknown Guild'],
  [RESTJSONErrorCodes.UnknownRole]: [404, 'Unknown Role'],
  [RESTJSONErrorCodes.UnknownMember]: [404, 'Unknown Member'],
  [RESTJSONErrorCodes.UnknownMessage]: [404, 'Unknown Message'],
  [RESTJSONErrorCodes.UnknownUser]: [404, 'Unknown User'],
  [RESTJSONErrorCodes.UnknownWebhook]: [404, 'Unknown Webhook'],
  [RESTJSONErrorCodes.UnknownInteraction]: [404, 'Unknown interaction'],
  [RESTJSONErrorCodes.UnknownApplicationCommand]: [404, 'Unknown application command'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: [400, 'Interaction has already been acknowledged.'],
  [RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached]: [
    400,
    'Maximum number of application commands reached (100)',
  ],
  [RESTJSONErrorCodes.MaximumDailyApplicationCommandCreatesReached]: [
    400,
    'Max number of daily application command creates has been reached (200)',
  ],
  [RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel]: [400, 'Maximum number of pins reached (250)'],
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: [403, 'Cannot edit a message authored by another user'],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage]: [400, 'Cannot send an empty message'],
  [RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType]: [400, 'Cannot execute action on this channel type'],
  [RESTJSONErrorCodes.InvalidWebhookToken]: [401, 'Invalid Webhook Token'],
  [RESTJSONErrorCodes.RequestEntityTooLarge]: [413, 'Request entity too large'],
  [RESTJSONErrorCodes.MissingAccess]: [403, 'Missing Access'],
  [RESTJSONErrorCodes.MissingPermissions]: [403, 'Missing Permissions'],
  [RESTJSONErrorCodes.CannotExecuteActionOnSystemMessage]: [403, 'Cannot execute action on a system message'],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: [400, 'Thread is archived'],
  [RESTJSONErrorCodes.ThreadLocked]: [400, 'This thread is locked'],
  [RESTJSONErrorCodes.MaximumActiveThreads]: [400, 'Maximum number of active threads reached'],
} as const satisfies Record<number, readonly [number, string]>;

/** The refusal that Discord has for one of its codes.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export function refusal(code: keyof typeof texts): DiscordError {
  const [status, message] = texts[code];
  return new DiscordError(status, {code, message});
}
