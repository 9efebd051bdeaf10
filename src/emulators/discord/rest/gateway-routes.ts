import {GATEWAY_PATH} from '../gateway/gateway.ts';
import {IDENTIFIES_A_DAY} from '../limits.ts';
import {generous, ok, type RestRoute, type RestWorld} from './rest-route.ts';

const DAY_MS = 24 * 60 * 60_000;

const gatewayUrl = (world: RestWorld) => `${world.baseUrl().replace(/^http/, 'ws')}${GATEWAY_PATH}`;

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
      const limit = {total: IDENTIFIES_A_DAY, remaining: IDENTIFIES_A_DAY, reset_after: DAY_MS, max_concurrency: 1};
      return ok({url: gatewayUrl(world), shards: 1, session_start_limit: limit});
    },
  },
];
