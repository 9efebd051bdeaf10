import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';

/** When the story of each record begins, in ms since 1970. */
export const startedAt = 1_700_000_000_000;
const at = (seconds: number): number => startedAt + seconds * 1000;

export interface RecordParts {
  readonly name?: string;
  readonly node?: string | undefined;
  readonly counts?: string;
  readonly restarts?: number;
  /** Each STATUS with the second of the story in which it came. */
  readonly path?: readonly (readonly [string, number])[];
  /** Seconds in which it became ready and not ready in turn. */
  readonly ready?: readonly number[];
  /** The second in which it was made. */
  readonly made?: number;
  readonly gone?: number;
  /** The second in which it was seen to have ended, if that was before it went. */
  readonly ended?: number;
  /** The controller that made it; `null` for a Pod of nobody's. */
  readonly owner?: string | null;
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether its containers are to end. */
  readonly isToEnd?: boolean;
  /** The second in which its crash loop began. */
  readonly looping?: number;
}

/** A Pod as the watch has seen it. */
export function recordOf(parts: RecordParts): PodRecord {
  const {name = 'nginx-x7k2p', path = [['Running', 0]], ready = [], made = 0, gone} = parts;
  const isReady = ready.length % 2 === 1;
  const ended = parts.ended ?? gone;
  return {
    uid: name,
    name,
    node: 'node' in parts ? parts.node : 'lab-node-1',
    labels: parts.labels ?? {},
    owner: parts.owner === null ? undefined : (parts.owner ?? 'nginx'),
    isToEnd: parts.isToEnd ?? false,
    createdAt: at(made),
    seenAt: at(made),
    status: path.at(-1)?.[0] ?? '',
    ready: parts.counts ?? (isReady ? '1/1' : '0/1'),
    restarts: parts.restarts ?? 0,
    isReady,
    path: path.map(([status, seconds]) => ({status, at: at(seconds)})),
    readyTimes: ready.flatMap((from, index) =>
      index % 2 === 0
        ? [{from: at(from), to: ready[index + 1] === undefined ? undefined : at(ready[index + 1] ?? 0)}]
        : [],
    ),
    ends:
      parts.looping === undefined
        ? []
        : [{container: 'nginx', count: 2, runsSince: undefined, loopingSince: at(parts.looping)}],
    endedAt: ended === undefined ? undefined : at(ended),
    goneAt: gone === undefined ? undefined : at(gone),
  };
}
