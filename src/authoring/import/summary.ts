import type {ImportedLab} from './imported-lab.ts';
import type {LeftOut} from './source.ts';
import type {Judged} from './verdict.ts';

export interface Counts {
  readonly lines: number;
  readonly understood: number;
  readonly instead: number;
  readonly refused: number;
  readonly objects: {readonly admitted: number; readonly refused: number};
  /** How often something is refused, or answered with something else, for what reason. */
  readonly byReason: Readonly<Record<string, number>>;
  /** Lines for other programs, which are no lines of a lab. */
  readonly other: Readonly<Record<string, number>>;
}

/** The last line of `--json`. */
export interface Summary extends Counts {
  readonly kind: 'summary';
  readonly labs: readonly ({readonly lab: string; readonly folder: string} & Counts)[];
  readonly leftOut: readonly LeftOut[];
}

const mostReasons = 100;

export function countsOf(labs: readonly ImportedLab[]): Counts {
  const lines = labs.flatMap((lab) => lab.lines);
  const objects = labs.flatMap((lab) => lab.objects);
  const many = (judged: readonly Judged[], verdict: Judged['verdict']): number =>
    judged.filter((one) => one.verdict === verdict).length;
  return {
    lines: lines.length,
    understood: many(lines, 'understood'),
    instead: many(lines, 'instead'),
    refused: many(lines, 'refused'),
    objects: {admitted: many(objects, 'understood'), refused: many(objects, 'refused')},
    byReason: counted(
      [...lines, ...objects].flatMap(({reason}) => (reason === undefined ? [] : [kindOfReason(reason)])),
    ),
    other: counted(labs.flatMap((lab) => lab.others.map(({program}) => program || 'shell'))),
  };
}

/** A reason without the names, places and values that it has of one line. */
export const kindOfReason = (reason: string): string =>
  reason
    .replace(/^.{1,300}? line \d+: /u, '')
    .replaceAll(/“[^”]*”/gu, '“…”')
    .replaceAll(/\[[^\]\s]*\]/gu, '[…]')
    .replace(/(?<=no file or folder )\S+/u, '…')
    .slice(0, 160);

function counted(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one).slice(0, mostReasons));
}
