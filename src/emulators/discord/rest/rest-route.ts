import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import type {ApiObjects} from '../objects/api-objects.ts';
import type {Commands} from '../commands/commands.ts';
import type {Gateway} from '../gateway/gateway.ts';
import type {Interactions} from '../interactions/interactions.ts';
import type {Messages, UploadedFile} from '../messages/messages.ts';
import type {Changes} from '../state/changes.ts';
import type {Allowance, RateLimitScope, RateLimits} from './rate-limits.ts';
import type {Threads} from '../threads.ts';
import type {ChatState} from '../state/state.ts';

/** What the REST routes work with. */
export interface RestWorld {
  state: ChatState;
  clock: EmulatorClock;
  nextId: () => string;
  baseUrl: () => string;
  objects: ApiObjects;
  messages: Messages;
  threads: Threads;
  interactions: Interactions;
  commands: Commands;
  gateway: Gateway;
  rateLimits: RateLimits;
  changes: Changes;
  /** Says that something changed which a restart should find again. */
  touch(): void;
}

export interface RestCall {
  world: RestWorld;
  /** Path parameters; every one that the route names is there. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  headers: Headers;
  /** The JSON body, or `payload_json` of a multipart one; null without a body. */
  body: unknown;
  files: readonly UploadedFile[];
}

/** A 204 without `body`. */
export interface RestAnswer {
  status: number;
  body?: unknown;
}

export interface RestRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v10`, parameters as `:name`. */
  path: string;
  /** Who may call: the bot with its token, whoever knows an interaction's token, or anybody. */
  speaker: 'bot' | 'interaction' | 'anybody';
  /** The bucket that it counts towards; routes that name the same one share it. */
  bucket: ({name: string; scope?: RateLimitScope} & Allowance) | undefined;
  handle(call: RestCall): RestAnswer;
}

/** A bucket for what Discord limits generously, and its documentation gives no figure for. */
export function generous(name: string): RestRoute['bucket'] {
  return {name, limit: 50, periodMs: 1_000};
}

export const ok = (body: unknown): RestAnswer => ({status: 200, body});
export const noContent: RestAnswer = {status: 204};

/** A path parameter; which there are, the route's own path says. */
export function param(call: RestCall, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
