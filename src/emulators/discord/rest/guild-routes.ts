import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {guildOf, isMember} from '../state/guilds.ts';
import {guildRecordOf} from './lookups.ts';
import {generous, ok, param, type RestRoute} from './rest-route.ts';

export const guildRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    speaker: 'bot',
    bucket: generous('guild'),
    handle(call) {
      return ok(call.world.objects.guild(guildRecordOf(call)));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    speaker: 'bot',
    bucket: generous('guild channels'),
    handle(call) {
      const guild = guildRecordOf(call);
      const {state, objects} = call.world;
      return ok(
        [...state.channels.values()]
          .filter((one) => one.kind === 'text' && guildOf(state, one) === guild.id)
          .map(objects.channel),
      );
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    speaker: 'bot',
    bucket: generous('guild roles'),
    handle(call) {
      const guild = guildRecordOf(call);
      const {state, objects} = call.world;
      return ok([...state.roles.values()].filter((one) => guildOf(state, one) === guild.id).map(objects.role));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    speaker: 'bot',
    bucket: generous('guild member'),
    handle(call) {
      const guild = guildRecordOf(call);
      const {state, objects} = call.world;
      const user = state.users.get(param(call, 'user'));
      if (!user || !isMember(state, user, guild.id)) throw refusal(RESTJSONErrorCodes.UnknownMember);
      return ok(objects.member(user, guild.id));
    },
  },
];
