import {createAdaptorServer, type HttpBindings} from '@hono/node-server';
import {GatewayCloseCodes} from 'discord-api-types/v10';
import {Hono} from 'hono';
import {once} from 'node:events';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {WebSocketServer} from 'ws';
import {EmulatorClock} from '#src/emulators/core/clock.ts';
import {Faults} from '#src/emulators/core/faults.ts';
import {isFromHere, loopbackAddress} from '#src/emulators/core/loopback.ts';
import {createApiObjects} from './objects/api-objects.ts';
import {serveAttachment} from './attachments/attachments.ts';
import {createChanges} from './state/changes.ts';
import {createCommands} from './commands/commands.ts';
import {createControlApp} from './control/control-app.ts';
import {createGateway, gatewayPath} from './gateway/gateway.ts';
import {createInteractions} from './interactions/interactions.ts';
import {announceChannels} from './gateway/channel-events.ts';
import {announceMessages} from './gateway/message-events.ts';
import {keepBounded, type KeptOfChat} from './state/keep-bounded.ts';
import {gatewayVersions, gatewayVersionUnasked} from './limits.ts';
import {createMessages} from './messages/messages.ts';
import {createPage} from './page/page.ts';
import {keepSaved, loadState} from './state/persistence.ts';
import type {ChatFault} from './rest/chat-fault.ts';
import {createRateLimits} from './rest/rate-limits.ts';
import {createRequestLog} from './rest/request-log.ts';
import {createInvalidRequests} from './rest/invalid-requests.ts';
import {createRestApp} from './rest/rest-app.ts';
import {randomBotToken, seedIds, seedState} from './state/seed.ts';
import {createThreads} from './threads.ts';
import {createSnowflakes} from './state/snowflakes.ts';

export interface ChatEmulatorOptions {
  /** 0 picks a free one. */
  port: number;
  /**
   * Where it listens and what it is called by: loopback unless given. Whoever reaches it there can be anybody in the chat: it
   * is for bots in containers of this machine.
   */
  address?: string;
  /** The bot's token; a random one, or the one saved at `statePath`, unless given. */
  token?: string;
  log?: (line: string) => void;
  /** Where state is kept over restarts; nothing is kept without it. */
  statePath?: string;
  kept?: KeptOfChat;
  /** How often the gateway wants a heartbeat, in ms; as often as Discord unless given. */
  heartbeatMs?: number;
  /** How many requests may be refused in 10 minutes before none is let in; as many as by Discord unless given. */
  invalidRequests?: number;
}

export interface ChatEmulator {
  url: string;
  /** For discord.js' `rest.api`. */
  restUrl: string;
  token: string;
  applicationId: string;
  guildId: string;
  channels: {workshop: string; facilitators: string};
  /** Shows a page elsewhere, such as the cluster's, beside the channels. */
  addLink(link: {title: string; url: string}): void;
  /** Takes everything back to the seed: messages, commands and people that came later are gone. */
  reset(): void;
  close(): Promise<void>;
}

/** How long a connection stays open that nobody uses: longer than a person takes between two lines, mostly. */
const keepAliveMs = 60_000;

/** Starts the chat: REST, gateway, control interface and page on one port, of loopback unless told otherwise. */
export async function startChatEmulator(options: ChatEmulatorOptions): Promise<ChatEmulator> {
  const {port, address = loopbackAddress, statePath, log = () => undefined} = options;
  const saved = statePath === undefined ? undefined : loadState(statePath);
  const state = saved?.state ?? seedState(options.token ?? randomBotToken());
  if (options.token !== undefined) state.token = options.token;

  let url = '';
  let lastId = saved?.lastId ?? '0';
  const baseUrl = () => url;
  const clock = new EmulatorClock(saved?.clockOffsetMs);
  const makeId = createSnowflakes(clock.now, BigInt(lastId));
  const nextId = () => (lastId = makeId());
  const changes = createChanges();
  const objects = createApiObjects({state, now: clock.now, baseUrl});
  const threads = createThreads({state, clock, nextId, changes});
  const messages = createMessages({state, clock, nextId, changes, threads});
  const interactions = createInteractions({state, clock, nextId, changes, messages});
  const commands = createCommands({state, now: clock.now, nextId});
  const gateway = createGateway({
    state,
    clock,
    objects,
    baseUrl,
    ...(options.heartbeatMs !== undefined && {heartbeatMs: options.heartbeatMs}),
  });
  const rateLimits = createRateLimits(clock.now);
  const faults = new Faults<ChatFault>();
  const requests = createRequestLog();
  const invalid = createInvalidRequests(clock.now, options.invalidRequests);

  const readSaved = () => ({state, lastId, clockOffsetMs: clock.now() - Date.now()});
  const stopBounding = keepBounded({state, changes, now: clock.now, ...(options.kept && {kept: options.kept})});
  const saveLast =
    statePath === undefined ? undefined : keepSaved({path: statePath, changes, read: readSaved, log, clock});
  announceMessages({state, changes, objects, gateway});
  announceChannels({changes, objects, gateway});

  const links: {title: string; url: string}[] = [];
  const touch = () => void changes.emit('state');
  const restWorld = {
    state,
    clock,
    nextId,
    baseUrl,
    objects,
    messages,
    threads,
    interactions,
    commands,
    gateway,
    rateLimits,
    changes,
    touch,
  };
  const controlWorld = {
    state,
    clock,
    nextId,
    objects,
    changes,
    messages,
    threads,
    interactions,
    gateway,
    faults,
    requests,
    links,
  };

  const app = new Hono<{Bindings: HttpBindings}>();
  app.use(async (context, next) => {
    const headers = {host: context.req.header('host'), origin: context.req.header('origin')};
    if (!isFromHere(headers, address)) return context.json({error: 'Only for this machine'}, 403);
    await next();
    return undefined;
  });
  app.route('/api', createRestApp({world: restWorld, faults, requests, invalid, log}));
  app.route('/_emulator', createControlApp(controlWorld));
  app.get('/attachments/:channel/:id/:filename', (context) => serveAttachment(context, state, clock.now()));
  app.route('/', createPage());

  const server = createAdaptorServer({fetch: app.fetch, serverOptions: {keepAliveTimeout: keepAliveMs}}) as Server; // plain HTTP, as nothing else was asked for
  const sockets = new WebSocketServer({noServer: true});
  server.on('upgrade', (request, socket, head) => {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://gateway');
    const {host, origin} = request.headers;
    const isGateway = pathname === gatewayPath || pathname === `${gatewayPath}/`;
    const refusal = isGateway ? gateway.takeRefusal() : undefined;
    if (!isGateway || !isFromHere({host, origin}, address)) socket.destroy();
    else if (refusal !== undefined) socket.end(`HTTP/1.1 ${refusal} Refused\r\nConnection: close\r\n\r\n`);
    else
      sockets.handleUpgrade(request, socket, head, (client) => {
        if (!gatewayVersions.has(searchParams.get('v') ?? gatewayVersionUnasked))
          client.close(GatewayCloseCodes.InvalidAPIVersion, 'Invalid API version.');
        else gateway.accept(client);
      });
  });
  server.listen(port, address);
  await once(server, 'listening');
  url = `http://${address}:${(server.address() as AddressInfo).port}`; // it listens on a port, not on a pipe
  interactions.restore();
  threads.restore();

  async function shutDown(): Promise<void> {
    stopBounding();
    await saveLast?.();
    clock.close();
    gateway.close();
    sockets.close();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
  let closing: Promise<void> | undefined;

  return {
    url,
    restUrl: `${url}/api`,
    token: state.token,
    applicationId: state.applicationId,
    guildId: state.guildId,
    channels: {workshop: seedIds.workshop, facilitators: seedIds.facilitators},
    addLink(link) {
      links.push(link);
      touch();
    },
    reset() {
      Object.assign(state, seedState(state.token));
      faults.clear();
      requests.clear();
      rateLimits.reset();
      invalid.reset();
      commands.forgetCreated();
      changes.emit('state');
    },
    close: () => (closing ??= shutDown()),
  };
}
