import {isHeld, type Judged} from './attack.ts';

const longestEvidence = 100;

/** What differs from run to run, in place of itself. */
const unstable: readonly (readonly [RegExp, string])[] = [
  [/labrador-open-\w+-\d+/g, 'labrador-open-ID'],
  [/\b\d{17,20}\b/g, 'ID'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, 'ADDRESS'],
  [/<t:\d+:\w>/g, 'TIME'],
  [/\bnginx-[a-z0-9]{5}\b/g, 'nginx-POD'],
];

/** On one line, short, and the same in every run. */
export function shortEvidence(text: string, limit = longestEvidence): string {
  const stable = unstable.reduce((result, [pattern, name]) => result.replace(pattern, name), text);
  const line = stable
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}

/** Which wall held it; both, where it was tried past the bot as well. */
export function verdictText({verdict}: Judged): string {
  switch (verdict.kind) {
    case 'stopped':
      return verdict.behind === undefined
        ? verdict.by
        : `bot: ${verdict.by}; cluster: ${verdict.behind.by ?? 'nothing'}`;
    case 'not enforceable':
      return 'not enforceable on this cluster';
    case 'got through':
      return 'NOBODY';
    case 'held by the bot alone':
      return 'THE BOT ALONE';
    case 'unclear':
      return 'UNCLEAR';
    case 'not played':
      return 'NOT PLAYED';
  }
}

const pad = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** A line of the table: attack, path, by whom it was stopped, evidence. */
export function tableLine(judged: Judged): string {
  const {attack, verdict} = judged;
  const evidence =
    verdict.kind === 'not enforceable'
      ? `${verdict.why} (${shortEvidence(verdict.evidence)})`
      : shortEvidence(verdict.evidence);
  return [pad(attack.name, 46), pad(shortEvidence(attack.path), 50), pad(verdictText(judged), 38), evidence].join('  ');
}

/** How often each wall held, the one that held most first; of two walls, the one that was met first. */
function heldBy(all: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const {verdict} of all) {
    if (verdict.kind === 'stopped') counts.set(verdict.by, (counts.get(verdict.by) ?? 0) + 1);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return `held by ${sorted.map(([wall, count]) => `${wall}: ${count}`).join(', ')}`;
}

/** What became of those that were tried past the bot too. */
function twiceHeld(all: readonly Judged[]): string {
  const behind = all.flatMap(({verdict}) => (verdict.kind === 'stopped' ? (verdict.behind ?? []) : []));
  const held = behind.filter(({by}) => by !== undefined).length;
  return `${behind.length} were tried past the bot as well: ${held} held by the cluster, ${behind.length - held} not`;
}

/** How many there are of each, and what was not held. */
export function summary(all: readonly Judged[]): string[] {
  const groups = [...new Set(all.map(({attack}) => attack.group))];
  const counts = groups.map((group) => {
    const here = all.filter(({attack}) => attack.group === group);
    const stopped = here.filter(({verdict}) => verdict.kind === 'stopped').length;
    const gaps = here.filter(({verdict}) => verdict.kind === 'not enforceable').length;
    const rest = here.length - stopped - gaps;
    return `${group}: ${here.length} attacks, ${stopped} stopped, ${gaps} not enforceable on this cluster, ${rest} not stopped`;
  });
  return [
    ...counts,
    heldBy(all),
    twiceHeld(all),
    ...all.filter((one) => !isHeld(one)).map((one) => `✗ ${tableLine(one)}`),
  ];
}
