import {MessageCreateRequestSchema, MessageEditRequestPartialSchema} from 'discord-api-spec/zod';
import {GatewayDispatchEvents, PermissionFlagsBits, RESTJSONErrorCodes} from 'discord-api-types/v10';
import {isSystemMessage, isUndeletable, messageType} from '../messages/message-kinds.ts';
import {refusal} from '../discord-error.ts';
import {invalidFormBody} from '../validation/form-issues.ts';
import {listedMessagesLimit, nonceMs} from '../limits.ts';
import {oldMessageMs} from './rate-limits.ts';
import {parseBody} from '../validation/schema-validation.ts';
import {writingBit} from '../state/permissions.ts';
import {guildOf} from '../state/guilds.ts';
import type {ChannelRecord, MessageRecord} from '../state/state.ts';
import {channelOf, messageOf, ownPermissions, requirePermissions} from './lookups.ts';
import {generous, noContent, ok, type RestCall, type RestRoute} from './rest-route.ts';

const {AttachFiles, EmbedLinks, ManageMessages, PinMessages, ReadMessageHistory} = PermissionFlagsBits;

const messagesPath = '/channels/:channel/messages';
const messagePath = `${messagesPath}/:message`;

/** Messages listed when a request does not say how many. */
const listedByDefault = 50;

const editBucket = {name: 'edit message', limit: 5, periodMs: 5_000};

function publicMessages(call: RestCall, channel: ChannelRecord): MessageRecord[] {
  const all = [...call.world.state.messages.values()];
  return all.filter((message) => message.channelId === channel.id && message.ephemeralFor === undefined);
}

const canReadHistory = (call: RestCall, channel: ChannelRecord): boolean =>
  (ownPermissions(call, channel) & ReadMessageHistory) !== 0n;

/** @throws {DiscordError} 50035 for what is no id */
function snowflakeOf(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,20}$/.test(text)) return BigInt(text);
  const message = `Value "${text}" is not snowflake.`;
  throw invalidFormBody([{path: [name], code: 'NUMBER_TYPE_COERCE', message}]);
}

function listMessages(call: RestCall): MessageRecord[] {
  const {query} = call;
  const limit = Number(query.get('limit') ?? listedByDefault);
  if (!Number.isInteger(limit) || limit < 1 || limit > listedMessagesLimit) {
    const message = `int value should be between 1 and ${listedMessagesLimit}.`;
    throw invalidFormBody([{path: ['limit'], code: 'NUMBER_TYPE_MAX', message}]);
  }
  const channel = channelOf(call);
  // without the permission the list is empty, and not refused
  const all = canReadHistory(call, channel) ? publicMessages(call, channel) : [];
  const [before, after] = [snowflakeOf(query, 'before'), snowflakeOf(query, 'after')];
  if (after !== undefined)
    return all
      .filter(({id}) => BigInt(id) > after)
      .slice(0, limit)
      .toReversed();
  const earlier = before === undefined ? all : all.filter(({id}) => BigInt(id) < before);
  return earlier.slice(-limit).toReversed();
}

/** With `enforce_nonce`, what was sent before under the same nonce. */
function sentBefore(call: RestCall, channel: ChannelRecord, body: Record<string, unknown>): MessageRecord | undefined {
  const {nonce} = body;
  if (body['enforce_nonce'] !== true || nonce === undefined || nonce === null) return undefined;
  const since = call.world.clock.now() - nonceMs;
  return publicMessages(call, channel).findLast(
    (message) => message.nonce === nonce && Date.parse(message.createdAt) > since,
  );
}

const hasItems = (field: unknown): boolean => Array.isArray(field) && field.length > 0;

function createMessage(call: RestCall): MessageRecord {
  const {world, files} = call;
  const channel = channelOf(call);
  const body = parseBody(MessageCreateRequestSchema, call.body);
  requirePermissions(call, channel, writingBit(channel));
  if (files.length > 0) requirePermissions(call, channel, AttachFiles);
  if (hasItems(body['embeds'])) requirePermissions(call, channel, EmbedLinks);
  const duplicate = sentBefore(call, channel, body);
  if (duplicate) return duplicate;
  const reference = body['message_reference'] as {message_id: string; fail_if_not_exists?: boolean} | null | undefined;
  if (reference) requirePermissions(call, channel, ReadMessageHistory);
  const repliedTo = reference ? world.state.messages.get(reference.message_id) : undefined;
  if (reference && !repliedTo && reference.fail_if_not_exists !== false) {
    const message = 'Unknown message';
    throw invalidFormBody([{path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message}]);
  }
  if (repliedTo && isSystemMessage(repliedTo.type)) {
    const message = 'Cannot reply to a system message';
    throw invalidFormBody([{path: ['message_reference'], code: 'REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE', message}]);
  }
  const about = {
    channelId: channel.id,
    authorId: world.state.botUserId,
    type: messageType(false, repliedTo !== undefined),
    nonce: (body['nonce'] as string | number | null | undefined) ?? undefined,
    replyToId: repliedTo?.id,
  };
  return world.messages.create(about, {body, files});
}

function editMessage(call: RestCall): MessageRecord {
  const {world, files} = call;
  const message = messageOf(call);
  if (message.authorId !== world.state.botUserId) {
    throw refusal(RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser);
  }
  refuseSystemMessage(message);
  const channel = channelOf(call);
  if (files.length > 0) requirePermissions(call, channel, AttachFiles);
  const isOld = world.clock.now() - Date.parse(message.createdAt) > oldMessageMs;
  if (isOld) world.rateLimits.takeOldMessageEdit(message.channelId);
  const body = parseBody(MessageEditRequestPartialSchema, call.body);
  if (hasItems(body['embeds'])) requirePermissions(call, channel, EmbedLinks);
  return world.messages.edit(message, {body, files});
}

/** Of what the chat itself says nothing can be changed.
 * @throws {DiscordError} 50021 */
function refuseSystemMessage({type}: MessageRecord): void {
  if (isSystemMessage(type)) throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnSystemMessage);
}

function removeMessage(call: RestCall): void {
  const {world} = call;
  const message = messageOf(call);
  if (isUndeletable(message.type)) throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnSystemMessage);
  if (message.authorId !== world.state.botUserId) requirePermissions(call, channelOf(call), ManageMessages);
  world.messages.remove(message);
}

function pins(call: RestCall): MessageRecord[] {
  const channel = channelOf(call);
  requirePermissions(call, channel, ReadMessageHistory);
  const pinned = publicMessages(call, channel).filter(({pinnedAt}) => pinnedAt !== undefined);
  return pinned.toSorted((a, b) => String(b.pinnedAt).localeCompare(String(a.pinnedAt)));
}

function setPinned(call: RestCall, isPinned: boolean): void {
  const {world} = call;
  const message = messageOf(call);
  const channel = channelOf(call);
  requirePermissions(call, channel, PinMessages);
  refuseSystemMessage(message);
  world.messages.setPinned(message, isPinned);
  world.gateway.dispatch(GatewayDispatchEvents.ChannelPinsUpdate, {
    guild_id: guildOf(world.state, channel),
    channel_id: channel.id,
    last_pin_timestamp: message.pinnedAt,
  });
}

function pinRoutes(path: string): RestRoute[] {
  return (
    [
      ['PUT', true],
      ['DELETE', false],
    ] as const
  ).map(([method, isPinned]) => ({
    method,
    path,
    speaker: 'bot',
    bucket: {name: 'pins', limit: 10, periodMs: 5_000},
    handle(call) {
      setPinned(call, isPinned);
      return noContent;
    },
  }));
}

export const messageRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: `${messagesPath}/pins`,
    speaker: 'bot',
    bucket: generous('list pins'),
    handle(call) {
      const items = pins(call).map((message) => ({
        pinned_at: message.pinnedAt,
        message: call.world.objects.message(message),
      }));
      return ok({items, has_more: false});
    },
  },
  {
    method: 'GET',
    path: '/channels/:channel/pins',
    speaker: 'bot',
    bucket: generous('list pins'),
    handle: (call) => ok(pins(call).map(call.world.objects.message)),
  },
  ...pinRoutes(`${messagesPath}/pins/:message`),
  ...pinRoutes('/channels/:channel/pins/:message'),
  {
    method: 'GET',
    path: messagesPath,
    speaker: 'bot',
    bucket: generous('list messages'),
    handle: (call) => ok(listMessages(call).map(call.world.objects.message)),
  },
  {
    method: 'POST',
    path: messagesPath,
    speaker: 'bot',
    bucket: {name: 'create message', limit: 5, periodMs: 5_000},
    handle: (call) => ok(call.world.objects.message(createMessage(call))),
  },
  {
    method: 'GET',
    path: messagePath,
    speaker: 'bot',
    bucket: generous('read message'),
    handle(call) {
      const message = messageOf(call);
      requirePermissions(call, channelOf(call), ReadMessageHistory);
      return ok(call.world.objects.message(message));
    },
  },
  {
    method: 'PATCH',
    path: messagePath,
    speaker: 'bot',
    bucket: editBucket,
    handle: (call) => ok(call.world.objects.message(editMessage(call))),
  },
  {
    method: 'DELETE',
    path: messagePath,
    speaker: 'bot',
    bucket: {name: 'delete message', limit: 5, periodMs: 1_000},
    handle(call) {
      removeMessage(call);
      return noContent;
    },
  },
];
