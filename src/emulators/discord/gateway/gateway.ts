import {GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes} from 'discord-api-types/v10';
import {randomBytes} from 'node:crypto';
import type {WebSocket} from 'ws';
import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import type {ApiObjects} from '../objects/api-objects.ts';
import {gatewayPayloadBytes, gatewaySendLimit, gatewaySendsPeriodMs, heartbeatIntervalMs} from '../limits.ts';
import {guildsOfBot, isMember} from '../state/guilds.ts';
import {randomBotToken} from '../state/seed.ts';
import type {ChatState} from '../state/state.ts';
import {endingCodes} from './ending-codes.ts';
import {createIdentifies, type Identifies} from './identifies.ts';
import {refuseIntents} from './intents.ts';
import {refuseShard} from './shards.ts';

/** The gateway's side of the bot's sessions.
 * @see https://docs.discord.com/developers/events/gateway */
export interface Gateway {
  accept: (socket: WebSocket) => void;
  /** Sends an event to every session that has one of the intents (`'any'`: to every session), now or when it resumes. */
  dispatch: (event: GatewayDispatchEvents, data: unknown, intents?: number | 'any') => void;
  /** Closes every connection; most codes let sessions be resumed. */
  closeConnections: (code: number) => void;
  /** Asks every client to connect again and to resume. */
  askToReconnect: () => void;
  /** The next WebSockets are answered with an HTTP status. */
  refuseNext: (refused: {readonly status: number; readonly times: number}) => void;
  /** The next clients that begin a session are closed with a code. */
  refuseSessions: (refused: {readonly code: number; readonly times: number}) => void;
  /** How many sessions more may be begun. */
  leaveSessions: Identifies['leave'];
  /** The status to refuse a WebSocket with that is being opened, if it is. */
  takeRefusal: () => number | undefined;
  /** Which privileged intents the application may ask for; none at first. */
  allowIntents: (intents: number) => void;
  /** How often the bot may begin a session. */
  startLimit: Identifies['limit'];
  /** Ends every session: the bot has to identify again. */
  invalidateSessions: () => void;
  /** Holds events and acknowledgements back for a while, as a stalled connection does. */
  pause: (ms: number) => void;
  close: () => void;
}

interface Session {
  id: string;
  intents: number;
  sequence: number;
  /** Events that a resume may ask for again. */
  sent: {sequence: number; text: string}[];
  socket: WebSocket | undefined;
}

/** How many events a session keeps for a resume. */
const replayedEvents = 2_000;

/** A client whose heartbeat is overdue by half an interval is gone. */
const heartbeatsMissed = 1.5;

export const gatewayPath = '/gateway';

export function createGateway(options: {
  state: ChatState;
  clock: EmulatorClock;
  objects: ApiObjects;
  baseUrl: () => string;
  heartbeatMs?: number;
}): Gateway {
  const {state, clock, objects, baseUrl, heartbeatMs = heartbeatIntervalMs} = options;
  const identifies = createIdentifies(clock.now);
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  let held: (() => void)[] | undefined;
  let stopHolding: () => void = () => undefined;
  let refused = {status: 0, times: 0};
  let refusedSessions = {code: 0, times: 0};
  let allowedIntents = 0;

  const gatewayUrl = () => `${baseUrl().replace(/^http/, 'ws')}${gatewayPath}`;

  function write(socket: WebSocket, text: string): void {
    if (held) held.push(() => write(socket, text));
    else if (socket.readyState === socket.OPEN) socket.send(text);
  }

  const send = (socket: WebSocket, op: GatewayOpcodes, d: unknown = null) =>
    write(socket, JSON.stringify({op, d, s: null, t: null}));

  function dispatchTo(session: Session, event: GatewayDispatchEvents, data: unknown): void {
    session.sequence += 1;
    const text = JSON.stringify({op: GatewayOpcodes.Dispatch, d: data, s: session.sequence, t: event});
    session.sent.push({sequence: session.sequence, text});
    if (session.sent.length > replayedEvents) session.sent.shift();
    if (session.socket) write(session.socket, text);
  }

  function identify(socket: WebSocket, data: Record<string, unknown>): Session | undefined {
    if (!isOurToken(data['token'])) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return undefined;
    }
    // what is asked for counts, be it refused
    const counted = identifies.take();
    if (counted === 'too-many') {
      // every session ends, and so does the token
      state.token = randomBotToken();
      closeAll(GatewayCloseCodes.AuthenticationFailed);
      return undefined;
    }
    const refusal =
      refuseShard(data['shard'], guildsOfBot(state).length) ?? refuseIntents(data['intents'], allowedIntents);
    if (refusal !== undefined) {
      socket.close(refusal.code, refusal.reason);
      return undefined;
    }
    if (counted === 'too-soon') {
      send(socket, GatewayOpcodes.InvalidSession, false);
      return undefined;
    }
    if (refusedSessions.times > 0) {
      refusedSessions.times -= 1;
      socket.close(refusedSessions.code, 'Refused by the emulator.');
      return undefined;
    }
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      intents: Number(data['intents']),
      sequence: 0,
      sent: [],
      socket,
    };
    sessions.set(session.id, session);
    const bot = state.users.get(state.botUserId);
    dispatchTo(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: bot && {...objects.user(bot), verified: true, mfa_enabled: false, email: null},
      guilds: guildsOfBot(state).map(({id}) => ({id, unavailable: true})),
      session_id: session.id,
      resume_gateway_url: gatewayUrl(),
      shard: data['shard'] ?? [0, 1],
      application: {id: state.applicationId, flags: 0},
      private_channels: [],
      relationships: [],
      _trace: [],
    });
    for (const guild of guildsOfBot(state)) {
      if (guild.presence === 'here') dispatchTo(session, GatewayDispatchEvents.GuildCreate, objects.wholeGuild(guild));
    }
    return session;
  }

  function resume(socket: WebSocket, data: Record<string, unknown>): Session | undefined {
    if (!isOurToken(data['token'])) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, 'Authentication failed.');
      return undefined;
    }
    const session = sessions.get(String(data['session_id']));
    const seen = Number(data['seq']);
    const oldest = session?.sent[0]?.sequence ?? 1;
    if (!session || seen > session.sequence || seen + 1 < oldest) {
      send(socket, GatewayOpcodes.InvalidSession, false);
      return undefined;
    }
    session.socket?.close(GatewayCloseCodes.SessionTimedOut);
    session.socket = socket;
    for (const {sequence, text} of session.sent) if (sequence > seen) write(socket, text);
    dispatchTo(session, GatewayDispatchEvents.Resumed, {_trace: []});
    return session;
  }

  function closeAll(code: number): void {
    for (const socket of sockets) socket.close(code, 'Closed by the emulator.');
  }

  const isOurToken = (token: unknown) => typeof token === 'string' && token.replace(/^Bot /, '') === state.token;

  /** Answers one client; closed with the code that Discord has for what it did wrong. */
  function accept(socket: WebSocket): void {
    let session: Session | undefined;
    let sends: number[] = [];
    // by the machine's own time, as the client's is: the emulator's may be moved on by hours
    const missed = setTimeout(
      () => socket.close(GatewayCloseCodes.SessionTimedOut, 'Session timed out.'),
      heartbeatMs * heartbeatsMissed,
    ).unref();
    sockets.add(socket);
    socket.on('close', (code) => {
      clearTimeout(missed);
      sockets.delete(socket);
      if (session?.socket !== socket) return;
      session.socket = undefined;
      if (endingCodes.has(code)) sessions.delete(session.id);
    });
    socket.on('error', () => socket.terminate());
    send(socket, GatewayOpcodes.Hello, {heartbeat_interval: heartbeatMs, _trace: []});

    function handle(op: unknown, d: unknown): void {
      const data = (d ?? {}) as Record<string, unknown>; // what is not an object has none of the fields asked for
      switch (op) {
        case GatewayOpcodes.Heartbeat:
          missed.refresh();
          return send(socket, GatewayOpcodes.HeartbeatAck);
        case GatewayOpcodes.Identify:
          if (session) return socket.close(GatewayCloseCodes.AlreadyAuthenticated, 'Already authenticated.');
          session = identify(socket, data);
          return undefined;
        case GatewayOpcodes.Resume:
          session = resume(socket, data);
          return undefined;
        case GatewayOpcodes.PresenceUpdate:
        case GatewayOpcodes.VoiceStateUpdate:
          if (!session) socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
          return undefined;
        case GatewayOpcodes.RequestGuildMembers:
          if (!session) return socket.close(GatewayCloseCodes.NotAuthenticated, 'Not authenticated.');
          return sendMembers(session, data);
        default:
          return socket.close(GatewayCloseCodes.UnknownOpcode, 'Unknown opcode.');
      }
    }

    socket.on('message', (raw: Buffer) => {
      const nowMs = clock.now();
      sends = [...sends.filter((atMs) => atMs > nowMs - gatewaySendsPeriodMs), nowMs];
      if (sends.length > gatewaySendLimit) return socket.close(GatewayCloseCodes.RateLimited, 'Rate limited.');
      if (raw.length > gatewayPayloadBytes) return socket.close(GatewayCloseCodes.DecodeError, 'Payload too large.');
      const payload = parsePayload(raw);
      if (!payload) return socket.close(GatewayCloseCodes.DecodeError, 'Error while decoding payload.');
      return handle(payload.op, payload.d);
    });
  }

  function sendMembers(session: Session, data: Record<string, unknown>): void {
    const guildId = typeof data['guild_id'] === 'string' ? data['guild_id'] : state.guildId;
    const wanted = [data['user_ids']].flat().map(String);
    const query = typeof data['query'] === 'string' ? data['query'].toLowerCase() : undefined;
    const members = [...state.users.values()].filter(
      (user) =>
        isMember(state, user, guildId) &&
        (query === undefined ? wanted.includes(user.id) : user.name.toLowerCase().startsWith(query)),
    );
    dispatchTo(session, GatewayDispatchEvents.GuildMembersChunk, {
      guild_id: guildId,
      members: members.map((user) => objects.member(user, guildId)),
      chunk_index: 0,
      chunk_count: 1,
      not_found: query === undefined ? wanted.filter((id) => !state.users.has(id)) : [],
      ...(data['nonce'] === undefined ? {} : {nonce: data['nonce']}),
    });
  }

  function release(): void {
    stopHolding();
    const waiting = held ?? [];
    held = undefined;
    for (const act of waiting) act();
  }

  return {
    accept,
    dispatch(event, data, intents = GatewayIntentBits.Guilds) {
      for (const session of sessions.values()) {
        if (intents === 'any' || (session.intents & intents) !== 0) dispatchTo(session, event, data);
      }
    },
    closeConnections: closeAll,
    askToReconnect() {
      for (const socket of sockets) send(socket, GatewayOpcodes.Reconnect);
    },
    refuseNext(next) {
      refused = {...next};
    },
    refuseSessions(next) {
      refusedSessions = {...next};
    },
    leaveSessions: (spent) => identifies.leave(spent),
    takeRefusal() {
      if (refused.times === 0) return undefined;
      refused.times -= 1;
      return refused.status;
    },
    allowIntents(intents) {
      allowedIntents = intents;
    },
    startLimit: () => identifies.limit(),
    invalidateSessions() {
      const open = [...sessions.values()].flatMap(({socket}) => (socket ? [socket] : []));
      sessions.clear();
      for (const socket of open) send(socket, GatewayOpcodes.InvalidSession, false);
    },
    pause(ms) {
      held ??= [];
      stopHolding();
      stopHolding = clock.at(clock.now() + ms, release);
    },
    close() {
      release();
      for (const socket of sockets) socket.terminate();
    },
  };
}

function parsePayload(raw: Buffer): {op: unknown; d: unknown} | undefined {
  try {
    const payload: unknown = JSON.parse(raw.toString());
    return typeof payload === 'object' && payload !== null && 'op' in payload ? {d: null, ...payload} : undefined;
  } catch {
    return undefined; // the caller closes the connection with DecodeError
  }
}
