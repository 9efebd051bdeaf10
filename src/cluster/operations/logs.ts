import {readsSecrets} from '#src/kinds/pod/reads-secrets.ts';
import type {Pod} from '#src/kinds/pod/schema.ts';
import {filterOutcome} from '#src/operations/filters/filter-outcome.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {UserError} from '#src/operations/user-error.ts';
import {longestWaitSeconds} from '#src/operations/wait-limits.ts';
import {renderFollowed} from '#src/views/reply/render-followed.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import type {OperationContext} from './operation-context.ts';
import {followLogs, type EndOfLogs, type LogSource} from './objects/follow-logs.ts';
import {chooseContainer, choosePod, listPods} from './objects/pods-of.ts';
import {readLog, type LogOptions} from './objects/read-log.ts';
import {words} from '#src/words/words.ts';

type Logs = OperationOf<'logs'>;
type Printed = Extract<Outcome, {kind: 'done' | 'failed'}>;

/** Of all Pods together. */
const outputLimitBytes = 256 * 1024;
/** What kubectl shows of each Pod when it is asked by label. */
const tailWithSelector = 10;
/** From where a log is followed if nothing else is said, in lines from its end: of more, the last would be shown. */
const tailFollowed = 1_000;
/** As many logs as kubectl follows at once. */
const mostFollowed = 5;

/** What containers wrote: of one Pod, of a controller's, or the last lines of all that match a selector. */
export async function logs(operation: Logs, context: OperationContext): Promise<Outcome> {
  const notes: string[] = [];
  const pods = await podsOf(operation, notes, context);
  if (pods.length === 0) {
    return {kind: 'done', text: `No resources found in ${context.sandbox.namespace} namespace.`, isAside: true, notes};
  }
  const sources = pods.flatMap((pod) => sourcesIn(pod, operation, notes));
  const usual = operation.target === undefined ? tailWithSelector : operation.follow ? tailFollowed : undefined;
  const options: LogOptions = {
    tail: operation.tail ?? usual,
    previous: operation.previous,
    sinceSeconds: operation.sinceSeconds,
    hasTimestamps: operation.timestamps,
  };
  const printed =
    operation.follow === true
      ? await followed(sources, {operation, options, notes}, context)
      : await readOnce(sources, {options, notes}, context);
  const isPrivate = pods.some(readsSecrets) ? {isPrivate: true as const} : {};
  return printed.kind === 'done' ? {...printed, ...isPrivate} : printed;
}

async function podsOf({target, selector}: Logs, notes: string[], context: OperationContext): Promise<Pod[]> {
  if (target === undefined) return listPods(selector, context);
  const {pod, found} = await choosePod(target, context);
  if (found > 1) notes.push(`Found ${found} pods, using pod/${pod.metadata.name}`);
  return [pod];
}

function sourcesIn(pod: Pod, {container: wanted, allContainers, prefix}: Logs, notes: string[]): LogSource[] {
  const {name} = pod.metadata;
  const source = (container: string): LogSource => ({
    pod,
    container,
    prefix: prefix === true ? `[pod/${name}/${container}] ` : '',
  });
  if (allContainers === true) {
    return [...pod.spec.initContainers, ...pod.spec.containers].map((container) => source(container.name));
  }
  const {container, said} = chooseContainer(pod, wanted);
  if (said !== undefined && !notes.includes(said)) notes.push(said);
  return [source(container)];
}

async function readOnce(
  sources: readonly LogSource[],
  {options, notes}: {options: LogOptions; notes: string[]},
  context: OperationContext,
): Promise<Printed> {
  const parts: string[] = [];
  let leftBytes = outputLimitBytes;
  for (const {pod, container, prefix} of sources) {
    if (leftBytes <= 0) {
      notes.push(words().running.moreLogs);
      break;
    }
    try {
      const {text, isCut} = await readLog(pod, {...options, container, limitBytes: leftBytes}, context);
      parts.push(prefix === '' ? text : text.replaceAll(/^(?=[^])/gmu, prefix));
      leftBytes -= Buffer.byteLength(text);
      if (isCut) notes.push(words().running.logCut);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return {kind: 'failed', code: error.reason, message: kubectlErrorText(error), text: parts.join(''), notes};
    }
  }
  return printedLog(parts.join(''), notes);
}

async function followed(
  sources: readonly LogSource[],
  {operation, options, notes}: {operation: Logs; options: LogOptions; notes: string[]},
  context: OperationContext,
): Promise<Printed> {
  if (sources.length > mostFollowed) {
    const message = `error: you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${mostFollowed}, use --max-log-requests to increase the limit`;
    return {kind: 'failed', code: 'bad-input', message, next: words().running.followFewer, notes};
  }
  const show = async (text: string): Promise<void> => {
    const passed = operation.into === undefined ? throughFilters(text, operation) : undefined;
    if (passed !== undefined && passed !== '') await context.showProgress(renderFollowed(passed));
  };
  const {text, isCut, end, error} = await followLogs(sources, {...options, show}, context);
  if (isCut) notes.push(words().running.followedCut);
  if (error !== undefined) {
    return {
      kind: 'failed',
      code: error.reason,
      message: kubectlErrorText(error),
      text: text.replace(/\n$/u, ''),
      notes,
    };
  }
  return printedLog(text, [...notes, endSaid(end)]);
}

/** What has come so far, as it would be shown; undefined while it can not be. */
function throughFilters(text: string, {filters = []}: Logs): string | undefined {
  try {
    const outcome = filterOutcome({kind: 'done', text: text.replace(/\n$/u, ''), notes: []}, filters);
    return outcome.kind === 'done' ? outcome.text : undefined;
  } catch (error) {
    // what is not whole yet may be no JSON yet
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function printedLog(printed: string, notes: readonly string[]): Printed {
  const text = printed.replace(/\n$/u, '');
  const unended = printed.endsWith('\n') ? {} : {isUnended: true};
  return {kind: 'done', text, ...unended, notes: text === '' ? [...notes, words().running.logEmpty] : [...notes]};
}

function endSaid(end: EndOfLogs): string {
  const said = words().running.followed;
  switch (end) {
    case 'ended':
      return said.ended;
    case 'longest':
      return said.longest({seconds: longestWaitSeconds});
    case 'made way':
      return said.madeWay;
    case 'too much':
      return said.tooMuch;
    case 'broke off':
      return said.brokeOff;
  }
}
