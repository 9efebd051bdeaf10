import {UpdateGuildChannelRequestPartialSchema} from 'discord-api-spec/zod';
import {PermissionFlagsBits, RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {topicLength} from '../limits.ts';
import {invalidFormBody} from '../validation/form-issues.ts';
import {parseBody} from '../validation/schema-validation.ts';
import {isThread, writingBit} from '../state/permissions.ts';
import type {ChannelRecord} from '../state/state.ts';
import {channelOf, requirePermissions} from './lookups.ts';
import {renameChannel, updateThread} from './thread-routes.ts';
import {generous, noContent, ok, type RestCall, type RestRoute} from './rest-route.ts';

function updateChannel(call: RestCall): ChannelRecord {
  const {world} = call;
  const channel = channelOf(call);
  if (channel.kind === 'dm') throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType);
  if (isThread(channel)) return updateThread(call, channel);
  requirePermissions(call, channel, PermissionFlagsBits.ManageChannels);
  const body = parseBody(UpdateGuildChannelRequestPartialSchema, call.body);
  const {topic} = body;
  // the schema is that of forums, too
  if (typeof topic === 'string' && topic.length > topicLength) {
    const message = `Must be ${topicLength} or fewer in length.`;
    throw invalidFormBody([{path: ['topic'], code: 'BASE_TYPE_MAX_LENGTH', message}]);
  }
  renameChannel(call, channel, body['name']);
  if (typeof topic === 'string') channel.topic = topic;
  else if (topic === null) channel.topic = undefined;
  world.changes.emit('channel', 'updated', channel);
  return channel;
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
      const channel = channelOf(call);
      requirePermissions(call, channel, writingBit(channel));
      return noContent;
    },
  },
];
