import type {ImportedLab} from './imported-lab.ts';
import {countsOf, kindOfReason, type Counts} from './summary.ts';
import type {LeftOut} from './source.ts';
import type {Judged, OtherLine} from './verdict.ts';

const mostGroups = 15;
const mostExamples = 3;
const longestText = 140;

/** What is said of one lab, for people. */
export function renderLab(lab: ImportedLab): string[] {
  const counts = countsOf([lab]);
  const refused = [...lab.lines, ...lab.objects].filter(({verdict}) => verdict === 'refused');
  return [
    `${lab.folder === '' ? lab.name : lab.folder}: ${renderCounts(counts)}`,
    ...renderGroups(
      'Answered with something else',
      lab.lines.filter(({verdict}) => verdict === 'instead'),
      ({instead}) => instead ?? '',
    ),
    ...renderGroups('Refused', refused, ({reason}) => kindOfReason(reason ?? '')),
    ...renderOthers(lab.others),
  ].map(clean);
}

/** Of all labs together, with what was not read. */
export function renderAll(labs: readonly ImportedLab[], leftOut: readonly LeftOut[]): string[] {
  const counts = countsOf(labs);
  const reasons = Object.entries(counts.byReason).slice(0, mostGroups);
  return [
    ...(labs.length === 0 ? ['There are no lines of kubectl in it, and no manifests.'] : []),
    ...(labs.length > 1 ? [`All ${labs.length} labs: ${renderCounts(counts)}`] : []),
    ...(labs.length > 1 ? reasons.map(([reason, count]) => `  ${count}× ${reason}`) : []),
    ...(leftOut.length === 0 ? [] : ['Not read']),
    ...leftOut.slice(0, mostGroups).map(({file, why}) => `  ${file}: ${why}`),
    ...more(leftOut.length, mostGroups, '  '),
  ].map(clean);
}

/** Without what a terminal would obey. */
export const clean = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');

function renderCounts({lines, understood, instead, refused, objects}: Counts): string {
  const share = lines === 0 ? '' : ` (${Math.round((100 * (understood + instead)) / lines)} %)`;
  const manifests = objects.admitted + objects.refused;
  return (
    `${lines} lines: ${understood} understood, ${instead} answered with something else${share}, ${refused} refused; ` +
    `${objects.admitted} of ${manifests} objects admitted`
  );
}

function renderGroups(title: string, judged: readonly Judged[], groupOf: (one: Judged) => string): string[] {
  const groups = [...Map.groupBy(judged, groupOf)].sort(([, one], [, other]) => other.length - one.length);
  if (groups.length === 0) return [];
  return [
    `  ${title}`,
    ...groups.slice(0, mostGroups).flatMap(([group, such]) => renderGroup(group, such)),
    ...more(groups.length, mostGroups, '    '),
  ];
}

function renderGroup(group: string, such: readonly Judged[]): string[] {
  const [next] = such.flatMap((one) => one.next ?? []);
  return [
    `    ${such.length}× ${cut(group)}`,
    ...(next === undefined ? [] : [`       ${cut(next)}`]),
    ...such.slice(0, mostExamples).map(({file, line, text}) => `       ${file}:${line}  ${cut(text)}`),
    ...more(such.length, mostExamples, '       '),
  ];
}

function renderOthers(others: readonly OtherLine[]): string[] {
  const list = (such: readonly OtherLine[]): string =>
    [...Map.groupBy(such, ({program}) => program || 'shell')]
      .sort(([, one], [, other]) => other.length - one.length)
      .slice(0, mostGroups)
      .map(([program, {length}]) => `${program} (${length})`)
      .join(', ');
  const needed = others.filter(({isNeeded}) => isNeeded);
  const spare = others.filter(({isNeeded}) => !isNeeded);
  return [
    ...(needed.length === 0 ? [] : [`  Not possible here: ${list(needed)}`]),
    ...(spare.length === 0 ? [] : [`  Not needed here: ${list(spare)}`]),
  ];
}

const more = (count: number, shown: number, indent: string): string[] =>
  count > shown ? [`${indent}… and ${count - shown} more; --json has all`] : [];

function cut(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return first.length > longestText || first !== text ? `${first.slice(0, longestText - 1)}…` : first;
}
