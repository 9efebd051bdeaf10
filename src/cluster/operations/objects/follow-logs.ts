import {setTimeout as sleep} from 'node:timers/promises';
import type {Pod} from '#src/kinds/pod/schema.ts';
import {longestWaitSeconds} from '#src/operations/wait-limits.ts';
import {toError} from '#src/cluster/api/read-answer.ts';
import {ApiError, ClusterUnavailableError} from '#src/cluster/api/api-error.ts';
import {parseJson} from '#src/cluster/api/parse-json.ts';
import type {OperationContext} from '../operation-context.ts';
import {LatestLines} from './latest-lines.ts';
import {logRequest, type LogOptions} from './read-log.ts';

/** One container's log, and what stands in front of each of its lines. */
export interface LogSource {
  readonly pod: Pick<Pod, 'metadata'>;
  readonly container: string;
  readonly prefix: string;
}

/** Why a log is followed no more: it has ended, or in spite of it. */
export type EndOfLogs = 'ended' | 'longest' | 'made way' | 'too much' | 'broke off';

export interface FollowedLogs {
  /** The last lines of all of them, as they came. */
  readonly text: string;
  readonly isCut: boolean;
  readonly end: EndOfLogs;
  /** What the server said of one that it does not have. */
  readonly error?: ApiError;
}

const pollMs = 500;
/** How often what is there is shown: a chat takes no more edits than that. In ms. */
const showMs = 2_500;
/** What is read of one log, in bytes: what writes more writes faster than anybody reads. */
const mostBytes = 1024 * 1024;

/**
 * Follows logs together until they end, for as long as an operation may wait, or until what their learner typed next waits.
 * Nothing is read any more once it is over.
 * @throws ClusterUnavailableError when the server does not answer before anything was read
 */
export async function followLogs(
  sources: readonly LogSource[],
  {show, ...options}: LogOptions & {readonly show: (text: string) => Promise<void>},
  context: OperationContext,
): Promise<FollowedLogs> {
  const until = Date.now() + longestWaitSeconds * 1000;
  const lines = new LatestLines();
  const stopped = new AbortController();
  const signal = AbortSignal.any([context.signal, stopped.signal]);
  const state: {open: number; ends: EndOfLogs[]; failure: unknown} = {
    open: sources.length,
    ends: [],
    failure: undefined,
  };
  const reading = Promise.all(
    sources.map(async (source) => {
      try {
        state.ends.push(await follow(source, {...options, lines}, {...context, signal}));
      } catch (error) {
        if (!signal.aborted) state.failure ??= error;
      }
      state.open -= 1;
    }),
  );
  let end: EndOfLogs | undefined;
  let shownAt = 0;
  let shown = 0;
  try {
    while (state.open > 0 && state.failure === undefined && end === undefined) {
      if (Date.now() >= until) end = 'longest';
      else if (context.isInTheWay()) end = 'made way';
      else {
        if (lines.count > shown && Date.now() - shownAt >= showMs) {
          shownAt = Date.now();
          shown = lines.count;
          await show(lines.text);
        }
        await Promise.race([reading, sleep(pollMs, undefined, {signal: context.signal})]);
      }
    }
  } finally {
    stopped.abort();
    await reading;
  }
  context.signal.throwIfAborted();
  const {ends, failure} = state;
  if (failure !== undefined && !(failure instanceof ApiError)) throw failure;
  const {text, isCut} = lines;
  return {
    text,
    isCut,
    end: end ?? ends.find((one) => one !== 'ended') ?? 'ended',
    ...(failure === undefined ? {} : {error: failure}),
  };
}

async function follow(
  source: LogSource,
  {lines, ...options}: LogOptions & {readonly lines: LatestLines},
  {sandbox, identities, signal}: OperationContext,
): Promise<EndOfLogs> {
  const learner = identities.learner(sandbox.namespace);
  const request = logRequest(source, {...options, follow: true}, {sandbox, signal});
  const response = await learner.server.send(request, learner.user);
  if (response.statusCode >= 400) {
    const text = await response.body.text();
    throw toError(response.statusCode, {
      body: parseJson(text),
      text,
      retryAfter: response.headers['retry-after'],
      isOfRead: true,
    });
  }
  const decoder = new TextDecoder();
  let unfinished = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      const buffer = Buffer.from(chunk);
      bytes += buffer.length;
      const parts = (unfinished + decoder.decode(buffer, {stream: true})).split('\n');
      unfinished = parts.pop() ?? '';
      for (const line of parts) lines.add(`${source.prefix}${line}\n`);
      if (bytes > mostBytes) return 'too much';
    }
    return 'ended';
  } catch (error) {
    if (signal.aborted) return 'ended';
    if (bytes === 0) throw new ClusterUnavailableError('brokeOff', {cause: error});
    return 'broke off';
  } finally {
    if (unfinished !== '') lines.add(`${source.prefix}${unfinished}`);
  }
}
