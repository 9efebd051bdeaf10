import {time} from '#src/chat/time.ts';
import {plainText} from '../hostile-text.ts';
import {crashLoopSince} from '#src/kinds/pod/status/crash-loop.ts';
import {appOf, outagesSince, type Interval, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
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
 * many Pods as fit into `limit` characters; what comes below them is always there.
 */
export function renderPods(
  records: readonly PodRecord[],
  options: {readonly since: number; readonly limit: number; readonly now: number},
): string {
  const below = outageLines(records, options.since);
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
function outageLines(records: readonly PodRecord[], since: number): string[] {
  const apps = Map.groupBy(records, appOf);
  apps.delete(undefined);
  return [...apps].flatMap(([name = '', pods]) => {
    const outages = outagesSince(pods, since);
    return outages.length === 0 ? [] : [outageLine(apps.size === 1 ? words().pods.theApp : plainText(name), outages)];
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
