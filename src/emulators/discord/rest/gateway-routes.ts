import {gatewayPath} from '../gateway/gateway.ts';
import {generous, ok, type RestRoute, type RestWorld} from './rest-route.ts';

const gatewayUrl = (world: RestWorld) => `${world.baseUrl().replace(/^http/, 'ws')}${gatewayPath}`;

export const gatewayRoutes: readonly RestRoute[] = [
  {
    method: 'GET',
    path: '/gateway',
    speaker: 'anybody',
    bucket: generous('gateway'),
    handle: ({world}) => ok({url: gatewayUrl(world)}),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    speaker: 'bot',
    bucket: generous('gateway'),
    handle: ({world}) => ok({url: gatewayUrl(world), shards: 1, session_start_limit: world.gateway.startLimit()}),
  },
];
