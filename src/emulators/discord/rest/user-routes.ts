import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import {CreatePrivateChannelRequestSchema} from 'discord-api-spec/zod';
import {refusal} from '../discord-error.ts';
import {guildsOfBot} from '../state/guilds.ts';
import {memberPermissions} from '../state/permissions.ts';
import {parseBody} from '../validation/schema-validation.ts';
import type {ChannelRecord} from '../state/state.ts';
import {userOf} from './lookups.ts';
import {generous, ok, type RestRoute} from './rest-route.ts';

export const userRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/users/@me/guilds',
    speaker: 'bot',
    bucket: generous('own guilds'),
    handle({world: {state}}) {
      const bot = state.users.get(state.botUserId);
      return ok(
        guildsOfBot(state).map(({id, name}) => {
          const permissions = String(bot ? memberPermissions(state, bot, id) : 0);
          return {id, name, icon: null, banner: null, owner: false, permissions, features: []};
        }),
      );
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    speaker: 'bot',
    bucket: {name: 'open direct message', limit: 10, periodMs: 10_000},
    handle({world, body}) {
      const {state, clock, objects} = world;
      const {recipient_id: recipientId} = parseBody(CreatePrivateChannelRequestSchema, body);
      const recipient = typeof recipientId === 'string' ? state.users.get(recipientId) : undefined;
      if (!recipient || recipient.isBot) throw refusal(RESTJSONErrorCodes.UnknownUser);
      const known = [...state.channels.values()].find(
        ({kind, memberIds}) => kind === 'dm' && memberIds.includes(recipient.id),
      );
      if (known) return ok(objects.channel(known));
      const channel: ChannelRecord = {
        id: world.nextId(),
        kind: 'dm',
        name: recipient.name,
        topic: undefined,
        overwrites: [],
        parentId: undefined,
        memberIds: [recipient.id],
        archived: false,
        locked: false,
        autoArchiveMinutes: 0,
        createdAt: new Date(clock.now()).toISOString(),
      };
      state.channels.set(channel.id, channel);
      world.touch();
      return ok(objects.channel(channel));
    },
  },
  {
    method: 'GET',
    path: '/users/:user',
    speaker: 'bot',
    bucket: generous('users'),
    handle: (call) => ok(call.world.objects.user(userOf(call))),
  },
  {
    method: 'GET',
    path: '/applications/@me',
    speaker: 'bot',
    bucket: generous('own application'),
    handle: ({world}) => ok(world.objects.application()),
  },
];
