import type {HttpBindings} from '@hono/node-server';
import {Hono, type Context} from 'hono';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Faults} from '#src/emulators/core/faults.ts';
import {DiscordError} from '../discord-error.ts';
import type {ChatFault} from './chat-fault.ts';
import {RateLimited} from './rate-limits.ts';
import type {RequestLog} from './request-log.ts';
import {readRequest} from './request-body.ts';
import type {RestRoute, RestWorld} from './rest-route.ts';
import {restRoutes} from './rest-routes.ts';

type RestContext = Context<{Bindings: HttpBindings}>;

/** The parameters that make Discord count separately.
 * @see https://docs.discord.com/developers/topics/rate-limits#rate-limits */
const majorParameters = ['channel', 'guild', 'token'];

const unauthorized = new DiscordError(401, {code: 0, message: '401: Unauthorized'});

interface Reply {
  status: number;
  body?: unknown;
  headers: Readonly<Record<string, string>>;
}

function errorReply(error: unknown, headers: Record<string, string>): Reply {
  if (!(error instanceof DiscordError)) throw error;
  const own = error instanceof RateLimited ? error.headers : {};
  return {status: error.status, body: error.body, headers: {...headers, ...own}};
}

function faultReply({retryAfter, status = retryAfter === undefined ? 500 : 429}: ChatFault): Reply {
  if (status !== 429) return {status, body: {code: 0, message: `${status}: injected fault`}, headers: {}};
  const {body, headers} = new RateLimited({retryAfterMs: (retryAfter ?? 1) * 1000, scope: 'user'});
  return {status, body, headers};
}

/** As it is, when it is badly encoded. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

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
  log: (line: string) => void;
}): Hono<{Bindings: HttpBindings}> {
  const {world, faults, requests, log} = options;
  const app = new Hono<{Bindings: HttpBindings}>();

  async function answer(context: RestContext, route: RestRoute): Promise<Reply> {
    let headers: Record<string, string> = {};
    try {
      if (route.speaker === 'bot') {
        if (context.req.header('authorization') !== `Bot ${world.state.token}`) throw unauthorized;
        world.rateLimits.takeGlobal();
      }
      const params = context.req.param();
      if (route.bucket) {
        const major = majorParameters.map((name) => params[name] ?? '').join('/');
        const taken = world.rateLimits.take({...route.bucket, major});
        headers = taken.headers;
        if (taken.refused) throw taken.refused;
      }
      const {body, files} = await readRequest(context.req.raw);
      const query = new URL(context.req.url).searchParams;
      return {headers, ...route.handle({world, params, query, body, files})};
    } catch (error) {
      return errorReply(error, headers);
    }
  }

  async function serve(context: RestContext, route: RestRoute | undefined): Promise<Response> {
    const startedMs = performance.now();
    const {method} = context.req;
    const path = decodePath(context.req.path).replace(/^\/api\/v10/, '');
    const record = (status: number) =>
      requests.add({
        time: new Date(world.clock.now()).toISOString(),
        method,
        route: route?.path ?? path,
        path: withoutToken(path, context.req.param('token')),
        status,
        ms: Math.round(performance.now() - startedMs),
      });

    const fault = faults.take(method, path);
    if (fault?.delayMs) await sleep(fault.delayMs);
    if (fault?.drop) {
      record(0);
      context.env.incoming.socket.destroy();
      return new Response(null);
    }
    if (fault?.status !== undefined || fault?.retryAfter !== undefined) {
      const reply = faultReply(fault);
      record(reply.status);
      return toResponse(reply);
    }
    if (!route) {
      log(`not emulated: ${method} ${path}`);
      record(501);
      return toResponse({status: 501, body: {code: 0, message: `Not emulated: ${method} ${path}`}, headers: {}});
    }
    const reply = await answer(context, route);
    record(reply.status);
    return toResponse(reply);
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
  return new Response(JSON.stringify(body), {status, headers: {...headers, 'Content-Type': 'application/json'}});
}
