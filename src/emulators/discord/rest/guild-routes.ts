import {RESTJSONErrorCodes} from 'discord-api-types/v10';
import {refusal} from '../discord-error.ts';
import {guildIdOf} from './lookups.ts';
import {generous, ok, param, type RestRoute} from './rest-route.ts';

export const guildRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    speaker: 'bot',
    bucket: generous('guild'),
    handle(call) {
      guildIdOf(call);
      return ok(call.world.objects.guild());
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    speaker: 'bot',
    bucket: generous('guild channels'),
    handle(call) {
      guildIdOf(call);
      const {state, objects} = call.world;
      return ok([...state.channels.values()].filter(({kind}) => kind === 'text').map(objects.channel));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    speaker: 'bot',
    bucket: generous('guild roles'),
    handle(call) {
      guildIdOf(call);
      const {state, objects} = call.world;
      return ok([...state.roles.values()].map(objects.role));
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    speaker: 'bot',
    bucket: generous('guild member'),
    handle(call) {
      guildIdOf(call);
      const {state, objects} = call.world;
      const user = state.users.get(param(call, 'user'));
      if (!user) throw refusal(RESTJSONErrorCodes.UnknownMember);
      return ok(objects.member(user));
    },
  },
];
