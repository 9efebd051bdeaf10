import {z} from 'zod';
import {GatewayCloseCodes} from 'discord-api-types/v10';
import {identifiesADay} from '../limits.ts';
import {randomBotToken} from '../state/seed.ts';
import type {ControlWorld} from './control-world.ts';

/**
 * What can be done to the gateway: `refuse` answers the next WebSockets with a status, `refuse-sessions` closes the next that
 * begin a session, `sessions` says how many more may be begun, `intents` allows privileged ones.
 */
export const gatewayActionSchema = z.discriminatedUnion('action', [
  z.object({action: z.literal('close'), code: z.int().min(1000).max(4999).default(GatewayCloseCodes.UnknownError)}),
  z.object({action: z.literal('invalidate')}),
  z.object({action: z.literal('pause'), ms: z.number().min(0).default(1_000)}),
  z.object({action: z.literal('reconnect')}),
  z.object({
    action: z.literal('refuse'),
    status: z.int().min(400).max(599).default(520),
    times: z.int().min(1).default(1),
  }),
  z.object({
    action: z.literal('refuse-sessions'),
    code: z.int().min(4000).max(4999),
    times: z.int().min(1).default(1),
  }),
  z.object({
    action: z.literal('sessions'),
    remaining: z.int().min(0).max(identifiesADay),
    resetAfterMs: z
      .number()
      .min(0)
      .default(24 * 60 * 60_000),
  }),
  z.object({action: z.literal('intents'), intents: z.int().min(0)}),
  z.object({action: z.literal('reset-token')}),
]);

/** @returns the new token, of `reset-token` */
export function actOnGateway(
  {state, gateway, changes}: ControlWorld,
  asked: z.infer<typeof gatewayActionSchema>,
): {readonly token: string} | undefined {
  switch (asked.action) {
    case 'close':
      gateway.closeConnections(asked.code);
      return undefined;
    case 'invalidate':
      gateway.invalidateSessions();
      return undefined;
    case 'pause':
      gateway.pause(asked.ms);
      return undefined;
    case 'reconnect':
      gateway.askToReconnect();
      return undefined;
    case 'refuse':
      gateway.refuseNext(asked);
      return undefined;
    case 'refuse-sessions':
      gateway.refuseSessions(asked);
      return undefined;
    case 'sessions':
      gateway.leaveSessions(asked);
      return undefined;
    case 'intents':
      gateway.allowIntents(asked.intents);
      return undefined;
    case 'reset-token':
      state.token = randomBotToken();
      changes.emit('state');
      gateway.closeConnections(GatewayCloseCodes.AuthenticationFailed);
      return {token: state.token};
  }
}
