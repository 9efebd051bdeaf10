import {CreateTextThreadWithoutMessageRequestSchema, UpdateThreadRequestPartialSchema} from 'discord-api-spec/zod';
import {ChannelType, MessageType, PermissionFlagsBits, RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {invalidFormBody} from '../validation/form-issues.ts';
import {parseBody} from '../validation/schema-validation.ts';
import {canSeeChannel, isThread} from '../state/permissions.ts';
import type {ChannelRecord} from '../state/state.ts';
import {channelOf, requirePermissions, userOf} from './lookups.ts';
import {noContent, type RestCall, type RestRoute} from './rest-route.ts';

const {CreatePrivateThreads, CreatePublicThreads, ManageThreads, SendMessagesInThreads} = PermissionFlagsBits;

/** What Discord archives a thread after, if not told otherwise. */
const autoArchiveMinutes = 1440;

/** Renames of one channel; measured by users, not documented. */
const renames = {name: 'rename channel', limit: 2, periodMs: 10 * 60_000};

function createThread(call: RestCall): ChannelRecord {
  const parent = channelOf(call);
  if (parent.kind !== 'text') throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  const body = parseBody(CreateTextThreadWithoutMessageRequestSchema, call.body);
  // the schema is that of announcement channels, too
  if (body['type'] === ChannelType.AnnouncementThread) {
    throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  }
  const isPublic = body['type'] === ChannelType.PublicThread;
  requirePermissions(call, parent, isPublic ? CreatePublicThreads : CreatePrivateThreads);
  refuseBlankName(body['name']);
  return call.world.threads.create({
    kind: isPublic ? 'public-thread' : 'private-thread',
    name: String(body['name']),
    parentId: parent.id,
    autoArchiveMinutes: Number(body['auto_archive_duration'] ?? autoArchiveMinutes),
  });
}

/** @throws {DiscordError} 50035 */
function refuseBlankName(name: unknown): void {
  if (typeof name !== 'string' || name.trim() !== '') return;
  throw invalidFormBody([{path: ['name'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required'}]);
}

/** @throws {DiscordError} 50035 for one of blanks
 * @throws {RateLimited} when it was renamed too often */
export function renameChannel({world}: RestCall, channel: ChannelRecord, name: unknown): void {
  if (typeof name !== 'string' || name === channel.name) return;
  refuseBlankName(name);
  const {refused} = world.rateLimits.take({...renames, major: channel.id});
  if (refused) throw refused;
  channel.name = name;
}

/** Who created a thread may archive and rename it, and that is the bot; locking it is a moderator's.
 * @see https://docs.discord.com/developers/topics/threads#editing--deleting-threads
 * @throws {DiscordError} 50013, and 50083 for one that is archived and stays so */
export function updateThread(call: RestCall, thread: ChannelRecord): ChannelRecord {
  const {world} = call;
  const body = parseBody(UpdateThreadRequestPartialSchema, call.body);
  if (typeof body['locked'] === 'boolean') requirePermissions(call, thread, ManageThreads);
  if (body['archived'] !== false) world.threads.requireActive(thread.id);
  renameChannel(call, thread, body['name']);
  if (typeof body['locked'] === 'boolean') thread.locked = body['locked'];
  if (typeof body['auto_archive_duration'] === 'number') thread.autoArchiveMinutes = body['auto_archive_duration'];
  world.threads.setArchived(thread, typeof body['archived'] === 'boolean' ? body['archived'] : thread.archived);
  return thread;
}

/** @see https://docs.discord.com/developers/resources/channel#add-thread-member
 * @throws {DiscordError} 50083, 50013, and for who does not see the parent 50001 */
function addMember(call: RestCall): void {
  const {world} = call;
  const thread = activeThread(call);
  requirePermissions(call, thread, SendMessagesInThreads);
  const user = userOf(call);
  const parent = world.state.channels.get(thread.parentId ?? '');
  if (!parent || !canSeeChannel(world.state, user, parent)) throw refusal(RESTJSONErrorCodes.MissingAccess);
  if (thread.memberIds.includes(user.id)) return;
  thread.memberIds = [...thread.memberIds, user.id];
  world.touch();
  const {botUserId} = world.state;
  if (user.id === botUserId) return;
  world.messages.note({
    channelId: thread.id,
    authorId: botUserId,
    type: MessageType.RecipientAdd,
    mentionIds: [user.id],
  });
}

/** @see https://docs.discord.com/developers/resources/channel#remove-thread-member */
function removeMember(call: RestCall): void {
  const thread = activeThread(call);
  if (thread.kind !== 'private-thread') requirePermissions(call, thread, ManageThreads);
  const user = userOf(call);
  thread.memberIds = thread.memberIds.filter((id) => id !== user.id);
  call.world.touch();
}

function activeThread(call: RestCall): ChannelRecord {
  const thread = channelOf(call);
  if (!isThread(thread)) throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  call.world.threads.requireActive(thread.id);
  return thread;
}

const membersBucket = {name: 'thread members', limit: 10, periodMs: 5_000};

export const threadRoutes: readonly RestRoute[] = [
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    speaker: 'bot',
    // Waits of 219 to 280 s were reported by users, with the scope of who shares the channel; not documented.
    bucket: {name: 'create thread', limit: 5, periodMs: 250_000, scope: 'shared'},
    handle: (call) => ({status: 201, body: call.world.objects.channel(createThread(call))}),
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/:user',
    speaker: 'bot',
    bucket: membersBucket,
    handle(call) {
      addMember(call);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/thread-members/:user',
    speaker: 'bot',
    bucket: membersBucket,
    handle(call) {
      removeMember(call);
      return noContent;
    },
  },
];
