import {
  CreateTextThreadWithoutMessageRequestSchema,
  UpdateGuildChannelRequestPartialSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod';
import {ChannelType, GatewayDispatchEvents, RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {parseBody} from '../validation/schema-validation.ts';
import type {ChannelRecord} from '../state/state.ts';
import {channelOf, userOf} from './lookups.ts';
import {generous, noContent, ok, type RestCall, type RestRoute} from './rest-route.ts';

/** What Discord archives a thread after, if not told otherwise. */
const autoArchiveMinutes = 1440;

/** Renames of one channel; measured by users, not documented. */
const renames = {name: 'rename channel', limit: 2, periodMs: 10 * 60_000};

const isThread = ({kind}: ChannelRecord) => kind === 'public-thread' || kind === 'private-thread';

function createThread(call: RestCall): ChannelRecord {
  const {world} = call;
  const parent = channelOf(call);
  if (parent.kind !== 'text') throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  const body = parseBody(CreateTextThreadWithoutMessageRequestSchema, call.body);
  const thread: ChannelRecord = {
    id: world.nextId(),
    kind: body['type'] === ChannelType.PublicThread ? 'public-thread' : 'private-thread',
    name: String(body['name']),
    topic: undefined,
    onlyRoleId: undefined,
    parentId: parent.id,
    memberIds: [world.state.botUserId],
    archived: false,
    locked: false,
    autoArchiveMinutes: Number(body['auto_archive_duration'] ?? autoArchiveMinutes),
    createdAt: new Date(world.clock.now()).toISOString(),
  };
  world.state.channels.set(thread.id, thread);
  world.touch();
  world.gateway.dispatch(GatewayDispatchEvents.ThreadCreate, {...world.objects.channel(thread), newly_created: true});
  return thread;
}

function updateChannel(call: RestCall): ChannelRecord {
  const {world} = call;
  const channel = channelOf(call);
  if (channel.kind === 'dm') throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  const schema = isThread(channel) ? UpdateThreadRequestPartialSchema : UpdateGuildChannelRequestPartialSchema;
  const body = parseBody(schema, call.body);
  if (typeof body['name'] === 'string' && body['name'] !== channel.name) {
    const {refused} = world.rateLimits.take({...renames, major: channel.id});
    if (refused) throw refused;
    channel.name = body['name'];
  }
  if (typeof body['topic'] === 'string') channel.topic = body['topic'];
  else if (body['topic'] === null) channel.topic = undefined;
  if (typeof body['archived'] === 'boolean') channel.archived = body['archived'];
  if (typeof body['locked'] === 'boolean') channel.locked = body['locked'];
  if (typeof body['auto_archive_duration'] === 'number') channel.autoArchiveMinutes = body['auto_archive_duration'];
  world.touch();
  const event = isThread(channel) ? GatewayDispatchEvents.ThreadUpdate : GatewayDispatchEvents.ChannelUpdate;
  world.gateway.dispatch(event, world.objects.channel(channel));
  return channel;
}

function setThreadMember(call: RestCall, isMember: boolean): void {
  const {world} = call;
  const thread = channelOf(call);
  if (!isThread(thread)) throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  const user = userOf(call);
  const others = thread.memberIds.filter((id) => id !== user.id);
  thread.memberIds = isMember ? [...others, user.id] : others;
  world.touch();
}

export const channelRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    speaker: 'bot',
    bucket: generous('read channel'),
    handle: (call) => ok(call.world.objects.channel(channelOf(call))),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel',
    speaker: 'bot',
    bucket: {name: 'update channel', limit: 10, periodMs: 10_000},
    handle: (call) => ok(call.world.objects.channel(updateChannel(call))),
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    speaker: 'bot',
    bucket: {name: 'typing', limit: 5, periodMs: 5_000},
    handle(call) {
      channelOf(call);
      return noContent;
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    speaker: 'bot',
    // Waits of 219 to 280 s were reported by users; not documented.
    bucket: {name: 'create thread', limit: 5, periodMs: 250_000},
    handle: (call) => ({status: 201, body: call.world.objects.channel(createThread(call))}),
  },
  {
    method: 'PUT',
    path: '/channels/:channel/thread-members/:user',
    speaker: 'bot',
    bucket: {name: 'thread members', limit: 10, periodMs: 5_000},
    handle(call) {
      setThreadMember(call, true);
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/thread-members/:user',
    speaker: 'bot',
    bucket: {name: 'thread members', limit: 10, periodMs: 5_000},
    handle(call) {
      setThreadMember(call, false);
      return noContent;
    },
  },
];
