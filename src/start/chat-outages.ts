import type {Log} from '#src/lifecycle/log.ts';
import {Outages} from '#src/lifecycle/outages.ts';
import type {Trouble} from '#src/lifecycle/trouble.ts';
import {lookAtChat} from './look-at-chat.ts';

/** How long the gateway may be away before that is said, in ms: it is closed and opened again at times, and nothing is lost. */
const gatewayGraceMs = 5_000;

interface ChatInUse {
  readonly api: string;
  /** Whether the process waits for it, or for another far end, before it begins: that is said elsewhere. */
  readonly isStarting: () => boolean;
  readonly log: Log;
}

/** What a process says of a chat that does not answer requests while it runs, found out when one comes to nothing. */
export const chatOutages = ({api, isStarting, log}: ChatInUse): Outages =>
  new Outages({
    name: 'the chat',
    ended: 'The chat answers again',
    log,
    look: async () => (isStarting() ? undefined : lookAtChat(api)),
  });

/** What it says of the gateway, where requests are answered all the same. */
export const gatewayOutages = (chat: Outages, log: Log): Outages =>
  new Outages({
    name: 'the gateway',
    ended: 'The gateway is open again',
    log,
    graceMs: gatewayGraceMs,
    standsOn: chat,
  });

/** What is said of a connection that was lost, before why it can't be opened again is known. */
export const gatewayLost = (api: string): Trouble => ({
  said: `The chat at ${api} has closed the gateway. It is opened again by itself; look at https://discordstatus.com.`,
  isForGood: false,
});
