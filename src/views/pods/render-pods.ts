import {time} from '#src/chat/time.ts';
import {plainText} from '../hostile-text.ts';
import {crashLoopSince} from '#src/kinds/pod/status/crash-loop.ts';
import {outagesSince, type Interval, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {appsOf, type ServedPods} from './apps.ts';
import {words} from '#src/words/words.ts';

const failing =
  /^(?:Init:)?(?:CrashLoopBackOff|Error|ErrImagePull|ImagePullBackOff|CreateContainerConfigError|CreateContainerError|InvalidImageName|RunContainerError|OOMKilled|Evicted|ContainerStatusUnknown|ExitCode:|Signal:)/;

/** A mark for the eye; the words beside it say the same. */
export function podMark(record: PodRecord, now: number): string {
  const {status, isReady, goneAt} = record;
  if (goneAt !== undefined) return '✖';
  if (status === 'Terminating') return '◌';
  if (failing.test(status) || crashLoopSince(record, now) !== undefined) return '✗';
  return isReady ? '●' : '○';
}

/** Pods of a card, at most; more are counted. */
const podLimit = 8;

/** What saying how many Pods more there are takes. */
const moreLength = 24;

/**
 * The live part of a card: each Pod with its state and path, and how long an app had none that was ready. `records` are
 * all that is known, those too that were gone before `since`: they are not shown, but tell since when an app is down. As
 * many Pods as fit into `limit` characters; what comes below them is always there. `served` are the Services in front of them,
 * as far as they are known.
 */
export function renderPods(
  records: readonly PodRecord[],
  options: {
    readonly since: number;
    readonly limit: number;
    readonly now: number;
    readonly served?: readonly ServedPods[];
  },
): string {
  const below = outageLines(records, options.served ?? [], options.since);
  const shown = records.filter(({goneAt}) => goneAt === undefined || goneAt >= options.since);
  if (shown.length === 0) return [words().pods.none, ...below].join('\n');
  const sorted = shown.sort(
    (a, b) => (a.goneAt === undefined ? 0 : 1) - (b.goneAt === undefined ? 0 : 1) || b.createdAt - a.createdAt,
  );
  const lines: string[] = [];
  let left = options.limit - below.join('\n').length - moreLength;
  for (const record of sorted.slice(0, podLimit)) {
    const text = `${podLine(record, options.now)}\n-# ${pathLine(record)}`;
    left -= text.length + 1;
    if (left < 0) break;
    lines.push(text);
  }
  if (sorted.length > lines.length) lines.push(words().pods.more({count: sorted.length - lines.length}));
  return [...lines, ...below].join('\n');
}

function podLine(record: PodRecord, now: number): string {
  const said = words().pods;
  const {name, status, ready, restarts, node, goneAt, createdAt} = record;
  const loopingSince = crashLoopSince(record, now);
  const state = goneAt === undefined ? `**${plainText(status)}**` : said.gone({ago: time(goneAt)});
  const facts = [
    `${podMark(record, now)} ${plainText(name)} — ${state}`,
    ...(goneAt === undefined ? [said.ready({ready}), said.restarts({count: restarts})] : []),
    ...(loopingSince === undefined ? [] : [said.loopSince({ago: time(loopingSince)})]),
    ...(goneAt === undefined ? [said.made({ago: time(createdAt)})] : []),
    ...(node === undefined ? [] : [plainText(node)]),
  ];
  return facts.join(' · ');
}

/** `Pending → Init:0/1 → Running 3 s`: the seconds count from the Pod's creation and stand where they changed. */
function pathLine({path, createdAt, goneAt}: PodRecord): string {
  let last = 0;
  const steps = path.map(({status, at}) => {
    const seconds = Math.max(0, Math.round((at - createdAt) / 1000));
    const text = seconds === last ? plainText(status) : `${plainText(status)} ${seconds} s`;
    last = seconds;
    return text;
  });
  if (goneAt !== undefined)
    steps.push(words().pods.goneAfter({seconds: Math.max(0, Math.round((goneAt - createdAt) / 1000))}));
  return steps.join(' → ');
}

/** A line for each app that had no ready Pod for a time. */
function outageLines(records: readonly PodRecord[], served: readonly ServedPods[], since: number): string[] {
  const apps = appsOf(records, served);
  return apps.flatMap(({name, pods, isServed}) => {
    // what was deleted or scaled to nothing is missed only where a Service still leads there
    const isWanted = isServed || pods.some(({goneAt}) => goneAt === undefined);
    const outages = outagesSince(pods, since).filter(({to}) => to !== undefined || isWanted);
    return outages.length === 0 ? [] : [outageLine(apps.length === 1 ? words().pods.theApp : plainText(name), outages)];
  });
}

function outageLine(app: string, outages: readonly Interval[]): string {
  const closed = outages.map(({from, to}) => (to === undefined ? 0 : to - from));
  const seconds = Math.max(1, Math.round(closed.reduce((sum, ms) => sum + ms, 0) / 1000));
  const open = outages.find(({to}) => to === undefined);
  if (open === undefined) return `⚠ ${words().pods.wasDown({app, seconds})}`;
  const since = {app, at: time(open.from, 'T'), ago: time(open.from)};
  return `⚠ ${outages.length === 1 ? words().pods.isDown(since) : words().pods.isDownAgain({...since, seconds})}`;
}
