import {gatewayPath} from '../gateway/gateway.ts';
import {identifiesADay} from '../limits.ts';
import {generous, ok, type RestRoute, type RestWorld} from './rest-route.ts';

const dayMs = 24 * 60 * 60_000;

const gatewayUrl = (world: RestWorld) => `${world.baseUrl().replace(/^http/, 'ws')}${gatewayPath}`;

export const gatewayRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/gateway',
    speaker: 'bot',
    bucket: generous('gateway'),
    handle: ({world}) => ok({url: gatewayUrl(world)}),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    speaker: 'bot',
    bucket: generous('gateway'),
    handle({world}) {
      const limit = {total: identifiesADay, remaining: identifiesADay, reset_after: dayMs, max_concurrency: 1};
      return ok({url: gatewayUrl(world), shards: 1, session_start_limit: limit});
    },
  },
];
