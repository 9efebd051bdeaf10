import {channelRoutes} from './channel-routes.ts';
import {commandRoutes} from './command-routes.ts';
import {gatewayRoutes} from './gateway-routes.ts';
import {guildMakingRoutes} from './guild-making-routes.ts';
import {guildRoutes} from './guild-routes.ts';
import {interactionRoutes} from './interaction-routes.ts';
import {messageRoutes} from './message-routes.ts';
import type {RestRoute} from './rest-route.ts';
import {threadRoutes} from './thread-routes.ts';
import {userRoutes} from './user-routes.ts';

/** Every REST route, fixed paths before those with parameters in the same place. */
export const restRoutes: readonly RestRoute[] = [
  ...gatewayRoutes,
  ...userRoutes,
  ...guildRoutes,
  ...guildMakingRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...messageRoutes,
];
