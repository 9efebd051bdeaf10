/** What a cluster made up and another would make up differently. */
export interface Incidentals {
  namespace: string;
  server: string;
}

/** A number of 32 bits, each of its digits written as a letter or another digit; a small number has few. */
const templateHash = '[bcdf4-9]{6,10}';
const random = '[bcdfghjklmnpqrstvwxz2456789]';
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b(containerd|docker):\/\/[0-9a-f]{64}\b/g, 'CONTAINER-ID'],
  [/([a-z0-9./-]+@)?sha256:[0-9a-f]{64}\b/g, 'DIGEST'],
  [/ "[0-9a-f]{64}"/g, ' "CONTAINER-ID"'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, 'TIME'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, 'TIME'],
  [/\/tmp\/(LIVE|MERGED)-\d+/g, '$1'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [+-]\d{4}/g, 'TIME'],
  [/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, 'TIME'],
  [/\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+\d{4}/g, 'TIME'],
  [/[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d(?!\d)/g, 'TIME'],
  // The test cluster's nginx is built from another distribution's package.
  [/\bnginx\/\d+\.\d+\.\d+\b/g, 'nginx/VERSION'],
  [/(controller-revision-hash["']?\s*[:=]\s*["']?)[0-9a-z]+/g, '$1HASH'],
  [/(pod-template-hash["']?\s*[:=]\s*["']?)[0-9a-z]+/g, '$1HASH'],
  [/(resourceVersion["']?: ["']?)\d+/g, '$1N'],
  [/(Too large resource version: \d+, current: )\d+/g, '$1N'],
  [/\b\d{1,3}(\.\d{1,3}){3}:\d{5}\b/g, 'SERVER'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, 'IP'],
  [new RegExp(`(?<=[a-z0-9])-${templateHash}-${random}{5}(?![a-z0-9])`, 'g'), '-HASH-HASH'],
  [new RegExp(`(?<=[a-z0-9])-${random}{5}(?![a-z0-9-])`, 'g'), '-HASH'],
  [new RegExp(`(?<=[a-z0-9])-${templateHash}(?![a-z0-9-])`, 'g'), '-HASH'],
  // Of the ports that a server chooses, the lab names one itself.
  [/:(?!30010)3[0-2]\d{3}\/TCP/g, ':NODEPORT/TCP'],
  [/(?<=^|[\s(])(?=\d)(\d+d)?(\d+h)?(\d+m)?(\d+s)?(?=[\s)]|$)/gm, 'AGE'],
  // How often a rollout is looked at, and whether before its controller did, depends on its pace.
  [/^Waiting for .*(rollout to finish|spec update to be observed).*\n/gm, ''],
  // An old kubectl may hear the end of a command before it listens, and says so.
  [/^E\d{4} .*\bUnknown stream id \d+, discarding message\n?/gm, ''],
  // So may one that waits, which hangs up as soon as it has seen enough.
  [/^E\d{4} .*"Failed to watch".*context canceled.*\n?/gm, ''],
  // An age or an address of another length changes how wide a column is, and a column's width its padding.
  [/[ \t]{2,}/g, '  '],
  [/ +$/gm, ''],
  // Who pulls what is not there goes to and fro between the two.
  [/(?<=^(?:\S+ +)?(?:Pending|0\/\d+) +)(ErrImagePull|ImagePullBackOff)\b/gm, 'NOT-PULLED'],
  // What an old cgroup says where there is no limit; a newer one says nothing.
  [/resources:\n +limits:\n +memory: 9007199254740988Ki/g, 'resources: {}'],
  // How long a log is depends on how often it was asked for.
  [/^total \d+$/gm, 'total SIZE'],
  [/^([bcdlps-][rwxsStT-]{9}) +(\d+) +(\S+) +(\S+) +\d+ TIME/gm, '$1 $2 $3 $4 SIZE TIME'],
];

/** What a cluster printed, without what is different in every run. */
export function normaliseText(text: string, {namespace, server}: Incidentals): string {
  const named = text.replaceAll(server, 'SERVER').replaceAll(namespace, 'NAMESPACE');
  return replacements.reduce((result, [pattern, by]) => result.replace(pattern, by), named);
}

/** What an old cgroup says of a Pod without limits; a newer one says nothing. */
const noLimit = '{"limits":{"memory":"9007199254740988Ki"}}';

/** Keys in order, so that only content is compared; the server's bookkeeping and the prose about columns are left out. */
export function normaliseJson(value: unknown, incidentals: Incidentals): unknown {
  if (typeof value === 'string') return normaliseText(value, incidentals);
  if (Array.isArray(value)) return value.map((item) => normaliseJson(item, incidentals));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== 'managedFields')
    .map(([key, item]): [string, unknown] => {
      if (key === 'resourceVersion') return [key, 'N'];
      if (key === 'columnDefinitions' && Array.isArray(item)) return [key, item.map(withoutDescription)];
      if (key === 'nodePort' && item !== 30010) return [key, 'NODEPORT'];
      if (key === 'controller-revision-hash') return [key, 'HASH'];
      if (key === 'resources' && JSON.stringify(item) === noLimit) return [key, {}];
      return [key, normaliseJson(item, incidentals)];
    });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutDescription(column: object): object {
  const entries = Object.entries(column).filter(([key]) => key !== 'description');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a Pod that ends again and again is between, too briefly to be seen each time. */
const brief = new Set(['Running', 'CrashLoopBackOff']);

/** Of a watch, the distinct STATUS values of each Pod, in order; the Pods are in none. */
export function statusesByPod(lines: string): string[] {
  const seen = new Map<string, string[]>();
  const restarted = new Set<string>();
  /** Those that went round before the watch began: in which of their states it finds them is chance. */
  const foundGoingRound = new Set<string>();
  for (const line of lines.split('\n')) {
    // A hollow node does not say why a container ended well.
    const [name, , status, restarts] = line.replace('ExitCode:0', 'Completed').trim().split(/\s+/);
    if (name === undefined || status === undefined || name === 'NAME') continue;
    if (!seen.has(name) && Number(restarts) > 0) foundGoingRound.add(name);
    const statuses = seen.get(name) ?? [];
    if (!statuses.includes(status)) statuses.push(status);
    seen.set(name, statuses);
    if (Number(restarts) > 0) restarted.add(name);
  }
  // An old kubelet may hear of a node's new label later than of the Pod that wants it: it refuses one Pod, or none.
  return [...seen]
    .filter(([, all]) => !all.includes('NodeAffinity'))
    .map(([name, all]) => {
      const lasting = restarted.has(name) ? all.filter((status) => !brief.has(status)) : all;
      return (foundGoingRound.has(name) ? lasting.sort() : lasting).join(', ');
    })
    .sort();
}

/** Whether a watch has printed each Pod last as it is listed. */
export function hasShown(watched: string, listed: string): boolean {
  const last = statusOf(watched);
  return [...statusOf(listed)].every(([name, status]) => last.get(name) === status);
}

const statusOf = (lines: string): Map<string, string> =>
  new Map(
    lines.split('\n').flatMap((line): [string, string][] => {
      const [name, , status] = line.trim().split(/\s+/);
      return name === undefined || status === undefined || name === 'NAME' ? [] : [[name, status]];
    }),
  );
