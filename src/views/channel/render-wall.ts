import {time} from '#src/chat/time.ts';
import {partAt} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {plainText} from '../hostile-text.ts';
import {crashLoopSince} from '#src/kinds/pod/status/crash-loop.ts';
import type {PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podMark} from '../pods/render-pods.ts';
import {earliest, standingOf, type ClassMember, type Standing} from '#src/workshop/class-member.ts';
import {words} from '#src/words/words.ts';

/**
 * Learners of one message of the wall. It is fixed, so that a line that grows moves nobody to another message; what does
 * not fit is said shorter.
 */
export const learnersPerMessage = 15;

/** How long a finished step stands out, in ms. */
export const finishedMs = 2 * 60_000;

/** How much a learner's lines say: characters of names, and how many Pods are named. From all to the least. */
const details = [
  {name: 32, title: 28, pods: 4, podName: 40, hasTimes: true},
  {name: 24, title: 12, pods: 2, podName: 40, hasTimes: true},
  {name: 16, title: 0, pods: 1, podName: 18, hasTimes: true},
  {name: 12, title: 0, pods: 0, podName: 0, hasTimes: false},
] as const;
type Detail = (typeof details)[number];

/** Characters of a STATUS. */
const statusLimit = 20;

export interface Wall {
  readonly message: ChatMessage;
  /** When time alone changes the message, in ms since 1970. */
  readonly changesAt: number | undefined;
}

/** How many messages a wall of so many learners takes. */
export const countWallMessages = (learners: number): number => Math.max(1, Math.ceil(learners / learnersPerMessage));

/** One message of the wall, with two lines a learner. `first`: the place of its first learner in the class, from 0. */
export function renderWall(
  lab: Pick<Lab, 'steps' | 'parts'>,
  members: readonly ClassMember[],
  {first, now}: {readonly first: number; readonly now: number},
): Wall {
  const heading = `${words().wall.heading}${first === 0 ? '' : ` · ${words().wall.from({number: first + 1})}`}`;
  if (members.length === 0) {
    return {
      message: plainMessage(`${heading}\n${words().wall.nobody}`),
      changesAt: undefined,
    };
  }
  const standings = members.map((member) => standingOf(lab, member, now));
  const lines = members.map((member, index) => {
    const standing = standings[index] ?? standingOf(lab, member, now);
    return details.map((detail) => memberLines(member, standing, {detail, now, lab}));
  });
  return {
    message: plainMessage(cut([heading, ...fitted(lines, contentLimit - heading.length)].join('\n'), contentLimit)),
    changesAt: earliest(standings.flatMap((standing) => turnsOf(standing, now))),
  };
}

function turnsOf({changesAt, lastPassed}: Standing, now: number): number[] {
  const fades = lastPassed === undefined ? now : lastPassed.at + finishedMs;
  return [...(changesAt === undefined ? [] : [changesAt]), ...(fades > now ? [fades] : [])];
}

/** Of each learner the longest of their texts that still fits beside the others': the longest one gives way first. */
function fitted(texts: readonly (readonly string[])[], limit: number): string[] {
  const levels = texts.map(() => 0);
  const textAt = (index: number): string => texts[index]?.[levels[index] ?? 0] ?? '';
  const canShrink = (index: number): boolean => (levels[index] ?? 0) < details.length - 1;
  let length = texts.reduce((sum, _, index) => sum + textAt(index).length + 1, 0);
  while (length > limit) {
    const [longest] = texts
      .map((_, index) => index)
      .filter(canShrink)
      .sort((a, b) => textAt(b).length - textAt(a).length);
    if (longest === undefined) break;
    length -= textAt(longest).length;
    levels[longest] = (levels[longest] ?? 0) + 1;
    length += textAt(longest).length;
  }
  return texts.map((_, index) => textAt(index));
}

function memberLines(
  {learner, pods, services}: ClassMember,
  standing: Standing,
  {detail, now, lab}: {readonly detail: Detail; readonly now: number; readonly lab: Pick<Lab, 'steps' | 'parts'>},
): string {
  const said = words().wall;
  const {step, index, isFinished, lastPassed} = standing;
  const title = detail.title === 0 ? '' : ` ${plainText(cut(step.title, detail.title))}`;
  const at = lastPassed === undefined || !detail.hasTimes ? '' : ` ${time(lastPassed.at)}`;
  const isFresh = lastPassed !== undefined && now - lastPassed.at < finishedMs;
  const part = partAt(lab, index);
  const ofCourse =
    part === undefined || detail.title === 0
      ? ''
      : `${said.lab({...part, title: plainText(cut(part.title, detail.title))})} · `;
  const where = isFinished
    ? `✅ **${said.finishedLab}**${at}`
    : `${ofCourse}${said.step({number: index + 1, of: lab.steps.length})}${title}`;
  const finished = isFresh && !isFinished ? [`✅ **${said.finishedStep({number: lastPassed.index + 1})}**`] : [];
  return [
    [`**${plainText(cut(learner.name, detail.name))}** · ${where}`, ...finished].join(' · '),
    `-# ${[...podItems(pods, {detail, now}), ...appItems(services, detail)].join(' · ')}`,
  ].join('\n');
}

/** Those that are in trouble first, then the youngest. */
function podItems(
  records: readonly PodRecord[],
  {detail, now}: {readonly detail: Detail; readonly now: number},
): string[] {
  const alive = records
    .filter(({goneAt}) => goneAt === undefined)
    .sort((a, b) => rankOf(a, now) - rankOf(b, now) || b.createdAt - a.createdAt);
  const said = words().wall;
  const [first] = alive;
  if (first === undefined) return [said.noPods];
  if (detail.pods === 0) {
    const loopingSince = crashLoopSince(first, now);
    const state = loopingSince === undefined ? statusText(first) : said.crashLoop({ago: time(loopingSince)});
    return [`${said.pods({count: alive.length})}, ${podMark(first, now)} ${state}`];
  }
  const items = alive.slice(0, detail.pods).map((record) => podItem(record, {detail, now}));
  return alive.length > detail.pods ? [...items, said.more({count: alive.length - detail.pods})] : items;
}

const rankOf = (record: PodRecord, now: number): number =>
  crashLoopSince(record, now) === undefined ? (podMark(record, now) === '✗' ? 1 : 2) : 0;

const statusText = ({status}: PodRecord): string => plainText(cut(status, statusLimit));

function podItem(record: PodRecord, {detail, now}: {readonly detail: Detail; readonly now: number}): string {
  const {name, ready, path, createdAt} = record;
  const named = `${podMark(record, now)} ${plainText(cut(name, detail.podName))}`;
  const pod = `${named} ${statusText(record)} ${ready}`;
  const loopingSince = crashLoopSince(record, now);
  if (loopingSince !== undefined) {
    // what goes round has each status in turn
    return `${detail.title === 0 ? named : pod} ${words().pods.loopSince({ago: time(loopingSince)})}`;
  }
  // of a Pod that the watch has found in its first state, its creation is the better witness
  const since = path.length > 1 ? (path.at(-1)?.at ?? createdAt) : createdAt;
  return `${pod} ${time(since)}`;
}

function appItems(services: ClassMember['services'], {hasTimes}: Detail): string[] {
  if (services.length === 0) return [];
  const down = earliest(services.filter(({isUp}) => !isUp).map(({since}) => since));
  if (down === undefined) return [words().wall.appUp];
  return [`**${words().wall.appDown}**${hasTimes ? ` ${time(down)}` : ''}`];
}
