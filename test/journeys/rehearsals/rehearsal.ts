import {typesAgain} from '#test/support/types-again.ts';
import {setTimeout as sleep} from 'node:timers/promises';
import {join} from 'node:path';
import {z} from 'zod';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {watchResource} from '#src/cluster/watch/watch-resource.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Lab} from '#src/lab/lab.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {readLab} from '#src/store/read-lab.ts';
import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import type {ChatPage, Person} from '#test/support/chat-page.ts';
import {untilSeen} from '../workshops/class.ts';

/** How late the board and the wall may be, in ms. */
const boardLateMs = 5_000;
const wallLateMs = 10_000;
/** How much later a change may be seen here than by the bot, in ms. */
const momentMs = 500;

export interface RehearsalOptions {
  readonly page: ChatPage;
  readonly admin: ApiServer;
  /** Two facilitators, who type in the facilitators' channel. */
  readonly facilitators: readonly [Person, Person];
  readonly names: readonly string[];
  /** How many of them stay where the app is broken until somebody helps. */
  readonly stuck: number;
  /** What each waits between two lines, in ms; each has a pace of their own between these. */
  readonly pace: readonly [number, number];
}

/** What a class was seen to be, and what it was. Times are ms since 1970. */
export interface Rehearsal {
  /** What the board said when it was looked at, and was not what it should have been within 5 s. */
  readonly wrongBoards: readonly string[];
  /** Pods whose state of the last 10 s the wall did not show. */
  readonly wrongWalls: readonly string[];
  readonly looks: {readonly boards: number; readonly walls: number};
}

const labFolder = join(import.meta.dirname, '..', '..', '..', 'specs', 'daemonsets');
/** Steps that everybody takes; those who get stuck are at the one after the second. */
const stepsTaken = 4;
const stuckAfter = 2;

/**
 * A class that takes the first steps of the lab, each at a pace of their own, with some who get stuck, while two facilitators
 * look and help. What was seen is compared with what is recorded and with what the cluster had, afterwards.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const {page, admin, facilitators, names, stuck} = options;
  const [flo] = facilitators;
  const lab = await readLab(labFolder);
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\*/]);
  const ended = new AbortController();
  const boards: {at: number; text: string}[] = [];
  const walls: {at: number; text: string}[] = [];
  const pods: PodChange[] = [];
  const people = await Promise.all(names.map(async (name) => page.join(name)));
  // another class may be on the same cluster
  const namespaces = new Set(people.map(({id}) => sandboxNamespace('open', id)));
  const looking = Promise.all([
    every(500, ended.signal, async () => {
      const seen = await flo.sees('facilitators');
      boards.push({at: Date.now(), text: seen.find(({content}) => content.includes('**The class**'))?.content ?? ''});
    }),
    every(1_000, ended.signal, async () => {
      const seen = await flo.sees('workshop');
      const wall = seen.filter(({content}) => content.includes('Everybody’s Pods'));
      walls.push({at: Date.now(), text: wall.map(({content}) => content).join('\n')});
    }),
    watchPods(admin, {namespaces, changes: pods, signal: ended.signal}),
  ]);
  try {
    await Promise.all(people.map(async (person, index) => take(person, {lab, index, options, isStuck: index < stuck})));
    await help(people.slice(0, stuck), options);
    await Promise.all(people.slice(0, stuck).map(async (person) => solve(person, lab, stuckAfter)));
    await untilSeen(flo, 'facilitators', [/\*\*The class\*\* · .* · 0 stuck/], {withinMs: 60_000});
    await sleep(wallLateMs);
  } finally {
    ended.abort(new Error('ended'));
    await looking;
  }
  const record = await exportOf(flo);
  return {
    wrongBoards: boards.flatMap((look) => mistakeIn(look, record, lab) ?? []),
    wrongWalls: walls.flatMap((look) => missingOn(look, pods)),
    looks: {boards: boards.length, walls: walls.length},
  };
}

async function every(ms: number, signal: AbortSignal, act: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await act();
    await sleep(ms, undefined, {signal}).catch(() => undefined);
  }
}

async function take(
  person: Person,
  {lab, index, options, isStuck}: {lab: Lab; index: number; options: RehearsalOptions; isStuck: boolean},
): Promise<void> {
  const [fast, slow] = options.pace;
  const paceMs = fast + ((slow - fast) * index) / Math.max(1, options.names.length - 1);
  await sleep(paceMs);
  await typesAgain(person, '/lab start');
  for (let step = 0; step < (isStuck ? stuckAfter : stepsTaken); step += 1) {
    await sleep(paceMs);
    await solve(person, lab, step);
  }
}

/** Types what solves a step, and waits until the learner sees it passed. */
async function solve(person: Person, lab: Lab, step: number): Promise<void> {
  for (const line of lab.steps[step]?.solution.commands ?? []) {
    await typesAgain(person, line.startsWith('kubectl ') ? `/kubectl command:${line.slice('kubectl '.length)}` : line);
  }
  const deadline = Date.now() + 90_000;
  for (;;) {
    const lines = (await (await typesAgain(person, '/lab steps')).text())
      .split('\n')
      .filter((line) => /^(?:✅|⬜|▶|\d)/.test(line));
    if (lines[step]?.includes('✅') === true) return;
    if (Date.now() > deadline) throw new Error(`${person.name} does not pass step ${step + 1}:\n${lines.join('\n')}`);
    await sleep(500);
  }
}

/** Facilitators see who is stuck, and on what; one takes a request for help, the other gives a hint. */
async function help(people: readonly Person[], {facilitators}: RehearsalOptions): Promise<void> {
  const [flo, fred] = facilitators;
  const names = people.map(({name}) => new RegExp(`⚠ \\*\\*${name}\\*\\* step ${stuckAfter + 1}, stuck since`));
  const count = new RegExp(`\\*\\*The class\\*\\* · .* · ${people.length} stuck`);
  await untilSeen(flo, 'facilitators', [count, ...names, /in a crash loop since/], {withinMs: 150_000});
  const [first] = people;
  if (first === undefined) return;
  const asked = await first.types('/help-me what:It does not come up');
  const request = await untilSeen(fred, 'facilitators', [
    new RegExp(`🙋 \\*\\*${first.name}\\*\\*.*It does not come up`),
  ]);
  await (await fred.presses(request, 'Take')).answered();
  await asked.until(/is with you in/);
  await flo.types('/workshop hint to:stuck');
  const hint = await untilSeen(first, 'workshop', [/There is a hint for the step/]);
  await (await first.presses(hint, 'Show my hint')).answered();
}

const recordSchema = z.object({
  record: z.array(
    z.looseObject({kind: z.string(), at: z.number(), learnerId: z.string().optional(), step: z.string().optional()}),
  ),
});
type Entry = z.infer<typeof recordSchema>['record'][number];

async function exportOf(facilitator: Person): Promise<Entry[]> {
  const {attachments} = await (await facilitator.types('/workshop export')).message();
  const file = attachments.find(({filename}) => filename === 'record.json');
  return recordSchema.parse(await (await fetch(file?.url ?? '')).json()).record;
}

/**
 * What is wrong when the counts of steps done and being worked on can't be those of learners as each of them was at some moment
 * of the last seconds: learners are read one after the other, so that not all need be of the same moment.
 */
function mistakeIn({at, text}: {at: number; text: string}, record: readonly Entry[], lab: Lab): string | undefined {
  const times = record.map((entry) => entry.at).filter((time) => time > at - boardLateMs && time <= at);
  const moments = [at - boardLateMs, ...times];
  const learners = [...new Set(record.flatMap(({kind, learnerId}) => (kind === 'joined' ? [learnerId ?? ''] : [])))];
  const places = learners.map((learner) => moments.map((moment) => placeOf(learner, {moment, record, lab})));
  const said = countsOn(text);
  const mistakes = lab.steps.flatMap((_, step) => {
    const on = boundsOf(places, (place) => place === step);
    const done = boundsOf(places, (place) => place !== undefined && place > step);
    const [saidOn = NaN, saidDone = NaN] = said[step] ?? [];
    const isRight = isWithin(saidOn, on) && isWithin(saidDone, done);
    return isRight
      ? []
      : [`step ${step + 1}: said ${saidOn} on it, ${saidDone} done; were ${on.join('-')}, ${done.join('-')}`];
  });
  return mistakes.length === 0 ? undefined : `${at}: ${mistakes.join('; ')}`;
}

const isWithin = (count: number, [least, most]: readonly [number, number]): boolean => count >= least && count <= most;

/** How many learners were so all the time, and how many were so at some time. */
function boundsOf(
  places: readonly (readonly (number | undefined)[])[],
  isSo: (place: number | undefined) => boolean,
): [number, number] {
  return [places.filter((own) => own.every(isSo)).length, places.filter((own) => own.some(isSo)).length];
}

/** `on it` and `done` of each step, as the board says it. */
function countsOn(text: string): number[][] {
  const found = [...text.matchAll(/^\d+\. .*: (?<on>\d+) on it · (?<done>\d+) done/gm)];
  return found.map(({groups}) => [Number(groups?.['on']), Number(groups?.['done'])]);
}

/** How many steps a learner had passed, in their order; undefined before they joined. */
function placeOf(
  learner: string,
  {moment, record, lab}: {readonly moment: number; readonly record: readonly Entry[]; readonly lab: Lab},
): number | undefined {
  const own = record.filter((entry) => entry.learnerId === learner && entry.at <= moment);
  if (!own.some(({kind}) => kind === 'joined')) return undefined;
  const passed = new Set(own.flatMap(({kind, step}) => (kind === 'passed' ? [step] : [])));
  const open = lab.steps.findIndex(({id}) => !passed.has(id));
  return open < 0 ? lab.steps.length : open;
}

/** A state that a Pod came into; without one it is gone. */
interface PodChange {
  readonly at: number;
  readonly name: string;
  readonly status: string | undefined;
}

/** Notes what becomes of the sandboxes' Pods, as an administrator sees it. */
async function watchPods(
  admin: ApiServer,
  {namespaces, changes, signal}: {namespaces: ReadonlySet<string>; changes: PodChange[]; signal: AbortSignal},
): Promise<void> {
  const note = (object: KubernetesObject, isGone: boolean): void => {
    const {name, namespace = ''} = object.metadata;
    if (!namespaces.has(namespace)) return;
    changes.push({at: Date.now(), name, status: isGone ? undefined : podStatus(podSchema.parse(object)).status});
  };
  await watchResource({
    client: admin.as(undefined),
    path: '/api/v1/pods',
    signal,
    handler: {
      replace: (objects) => {
        for (const object of objects) note(object, false);
      },
      upsert: (object) => note(object, false),
      remove: (object) => note(object, true),
      lost: () => undefined,
      resumed: () => undefined,
    },
  });
}

/** Where there is no room for both, that it goes round stands in place of the state in which it is just then. */
const isSaid = (said: string, status: string): boolean =>
  said.includes(status) ||
  (said.includes('crash loop since') && ['Completed', 'Error', 'CrashLoopBackOff'].includes(status));

/** Pods that were there for all of the last seconds and a moment after, and of which the wall shows none of the states that they had then. */
function missingOn({at, text}: {at: number; text: string}, changes: readonly PodChange[]): string[] {
  const from = at - wallLateMs;
  return [...Map.groupBy(changes, ({name}) => name)].flatMap(([name, own]) => {
    const before = own.filter((change) => change.at <= from).slice(-1);
    const during = own.filter((change) => change.at > from && change.at <= at + momentMs);
    const states = [...before, ...during].map(({status}) => status);
    if (before.length === 0 || states.includes(undefined)) return [];
    // what stands between it and the next Pod
    const [said = ''] = text.slice(text.indexOf(name)).split(/ · |\n/, 1);
    const isShown = text.includes(name) && states.some((status) => isSaid(said, status ?? ''));
    return isShown
      ? []
      : [`${at}: ${name} was ${[...new Set(states)].join(', ')}; the wall says: ${said.slice(0, 80)}`];
  });
}
