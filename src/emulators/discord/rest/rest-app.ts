import type {HttpBindings} from '@hono/node-server';
import {Hono, type Context} from 'hono';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Faults} from '#src/emulators/core/faults.ts';
import {DiscordError} from '../discord-error.ts';
import type {ChatFault} from './chat-fault.ts';
import type {InvalidRequests} from './invalid-requests.ts';
import {RateLimited, type RateLimits} from './rate-limits.ts';
import type {RequestLog} from './request-log.ts';
import {readRequest} from './request-body.ts';
import type {RestRoute, RestWorld} from './rest-route.ts';
import {restRoutes} from './rest-routes.ts';

type RestContext = Context<{Bindings: HttpBindings}>;

/** The parameters that make Discord count separately.
 * @see https://docs.discord.com/developers/topics/rate-limits#rate-limits */
const majorParameters = ['channel', 'guild', 'token'];

/** @see https://docs.discord.com/developers/reference#user-agent
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json (40333) */
const noUserAgent = new DiscordError(403, {code: 40_333, message: 'internal network error'});

const unauthorized = new DiscordError(401, {code: 0, message: '401: Unauthorized'});

interface Reply {
  status: number;
  body?: unknown;
  headers: Readonly<Record<string, string>>;
}

/** Without a page's headers there is nothing that says for how long. */
const cloudflarePage =
  '<!DOCTYPE html><title>Access denied</title><h1>Error 1015</h1><p>You are being rate limited</p>';

const cloudflareReply = (headers: Readonly<Record<string, string>> = {}, status = 429): Reply => ({
  status,
  body: cloudflarePage,
  headers: {...headers, 'Content-Type': 'text/html; charset=UTF-8'},
});

function errorReply(error: unknown, headers: Record<string, string>): Reply {
  if (!(error instanceof DiscordError)) throw error;
  const own = error instanceof RateLimited ? error.headers : {};
  return {status: error.status, body: error.body, headers: {...headers, ...own}};
}

const statusOf = ({retryAfter, status = retryAfter === undefined ? 500 : 429}: ChatFault): number => status;

function faultReply(fault: ChatFault): Reply {
  const {retryAfter, page} = fault;
  const status = statusOf(fault);
  if (page === true) {
    const wait: Record<string, string> = retryAfter === undefined ? {} : {'Retry-After': String(retryAfter)};
    return cloudflareReply(wait, status);
  }
  return {status, body: {code: fault.code, message: `${status}: injected fault`}, headers: {}};
}

/** What a fault makes of a request: an answer of its own, none at all, or, but for its delay, nothing. */
async function strike({env: {incoming}}: RestContext, fault: ChatFault): Promise<'answer' | 'no answer' | undefined> {
  const {socket} = incoming;
  if (fault.delayMs) await sleep(fault.delayMs);
  if (fault.hang === true && !socket.destroyed) await once(socket, 'close');
  if (fault.reset === true && 'resetAndDestroy' in socket) socket.resetAndDestroy();
  else if (fault.drop === true) socket.destroy();
  if (fault.hang === true || fault.reset === true || fault.drop === true) return 'no answer';
  return fault.status === undefined && fault.retryAfter === undefined ? undefined : 'answer';
}

/** As it is, when it is badly encoded. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const apiPrefix = /^\/api\/v10/;

/** Tokens stay out of logs, even these. */
function withoutToken(path: string, token: string | undefined): string {
  return token === undefined ? path : path.replace(token, ':token');
}

/** The REST API under `/api/v10`: authorisation, faults, rate limits and the log are the same for every route.
 * A route that is not there answers 501, so that a hole in the emulator is not mistaken for Discord's own 404. */
export function createRestApp(options: {
  world: RestWorld;
  faults: Faults<ChatFault>;
  requests: RequestLog;
  invalid: InvalidRequests;
  log: (line: string) => void;
}): Hono<{Bindings: HttpBindings}> {
  const {world, faults, requests, invalid, log} = options;
  const app = new Hono<{Bindings: HttpBindings}>();

  function takeFromBucket(context: RestContext, {bucket}: RestRoute): Partial<ReturnType<RateLimits['take']>> {
    if (bucket === undefined) return {};
    const params = context.req.param();
    return world.rateLimits.take({...bucket, major: majorParameters.map((name) => params[name] ?? '').join('/')});
  }

  /** Where the bot alone is limited its bucket is empty; a resource that all are limited at leaves the bucket as it is. */
  function limitedReply(context: RestContext, route: RestRoute | undefined, {retryAfter = 1, scope}: ChatFault): Reply {
    const {body, headers} = new RateLimited({retryAfterMs: retryAfter * 1000, scope});
    const bucket = route === undefined || scope === 'global' ? {} : takeFromBucket(context, route).headers;
    const isEmpty = bucket !== undefined && 'X-RateLimit-Remaining' in bucket && scope === 'user';
    const empty = {'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset-After': retryAfter.toFixed(3)};
    return {status: 429, body, headers: {...bucket, ...(isEmpty ? empty : {}), ...headers}};
  }

  async function answer(context: RestContext, route: RestRoute): Promise<Reply> {
    let headers: Record<string, string> = {};
    try {
      if (route.speaker === 'bot') {
        if (context.req.header('authorization') !== `Bot ${world.state.token}`) throw unauthorized;
        world.rateLimits.takeGlobal();
      }
      const params = context.req.param();
      const taken = takeFromBucket(context, route);
      headers = taken.headers ?? {};
      if (taken.refused) throw taken.refused;
      const {body, files} = await readRequest(context.req.raw);
      const query = new URL(context.req.url).searchParams;
      return {headers, ...route.handle({world, params, query, headers: context.req.raw.headers, body, files})};
    } catch (error) {
      return errorReply(error, headers);
    }
  }

  const answerOf = (fault: ChatFault, context: RestContext, route: RestRoute | undefined): Reply =>
    statusOf(fault) === 429 && fault.page !== true ? limitedReply(context, route, fault) : faultReply(fault);

  async function handle(context: RestContext, route: RestRoute | undefined): Promise<Reply> {
    if (context.req.header('user-agent') === undefined) return errorReply(noUserAgent, {});
    if (route !== undefined) return answer(context, route);
    const message = `Not emulated: ${context.req.method} ${decodePath(context.req.path).replace(apiPrefix, '')}`;
    log(message);
    return {status: 501, body: {code: 0, message}, headers: {}};
  }

  async function serve(context: RestContext, route: RestRoute | undefined): Promise<Response> {
    const startedMs = performance.now();
    const {method} = context.req;
    const path = decodePath(context.req.path).replace(apiPrefix, '');
    const record = (status: number) =>
      requests.add({
        time: new Date(world.clock.now()).toISOString(),
        method,
        route: route?.path ?? path,
        path: withoutToken(path, context.req.param('token')),
        status,
        ms: Math.round(performance.now() - startedMs),
      });

    if (invalid.areTooMany()) {
      record(429);
      return toResponse(cloudflareReply());
    }
    const fault = faults.take(method, path);
    const handled = fault === undefined || fault.after === true ? await handle(context, route) : undefined;
    const struck = fault === undefined ? undefined : await strike(context, fault);
    if (struck === 'no answer') {
      record(0);
      return new Response(null);
    }
    const reply =
      fault !== undefined && struck === 'answer'
        ? answerOf(fault, context, route)
        : (handled ?? (await handle(context, route)));
    record(reply.status);
    invalid.note(reply.status, reply.headers['X-RateLimit-Scope']);
    return toResponse({...reply, headers: {...reply.headers, Date: new Date(world.clock.now()).toUTCString()}});
  }

  for (const route of restRoutes) {
    app.on(route.method, `/v10${route.path}`, (context) => serve(context, route));
  }
  app.all('*', (context) => serve(context, undefined));
  app.onError((error, context) => {
    log(`failed: ${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`);
    return context.json({code: 0, message: '500: Internal Server Error'}, 500);
  });
  return app;
}

/** A 204 goes without a content type: clients parse what claims to be JSON. */
function toResponse({status, body, headers}: Reply): Response {
  if (body === undefined) return new Response(null, {status, headers});
  if (typeof body === 'string') return new Response(body, {status, headers});
  return new Response(JSON.stringify(body), {status, headers: {...headers, 'Content-Type': 'application/json'}});
}
