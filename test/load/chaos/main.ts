import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {z} from 'zod';
import type {Person} from '#test/support/chat-page.ts';
import {learnerWithPod, order, visibleAnswers} from '#test/support/numbered-commands.ts';
import {showLate} from '#test/support/show-late.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {count, faultless, sum, type Count, type Told} from './count.ts';
import {chaosFaults, type ChaosFault} from './faults.ts';
import {Room} from './room.ts';
import {endOf, probe, typeAll, type Learner, type Typed} from './typing.ts';

// npm run test:chaos [-- --short] [--learners=N] [FAULT…]: learners who type, two bots, two workers, and one fault after the other.
// It fails when a command that was taken has no answer or two, runs twice or out of order, was not done and is said to be, or is
// said not to be done while nothing is wrong.

const {values, positionals: named} = parseArgs({
  allowPositionals: true,
  options: {short: {type: 'boolean'}, learners: {type: 'string'}},
});
const isShort = values.short ?? false;
const learnerCount = Number(values.learners ?? (isShort ? 12 : 40));
/** How long learners type before a fault and after it, in ms. */
const calmMs = 4_000;
/** How long after a fault the last answer may come, in ms. */
const answeredWithinMs = 60_000;
const wholeWithinMs = 60_000;

const faults = chaosFaults.filter(({name, short}) =>
  named.length > 0 ? named.some((word) => name.includes(word)) : !isShort || short !== undefined,
);

const room = await Room.open(learnerCount);
const {chat} = room.processes;

/** By the chat's clock, in ms since 1970: some faults put it forward. */
async function chatNow(): Promise<number> {
  const {now} = z.object({now: z.coerce.date()}).parse(await chat.post('/clock', {advanceMs: 0}));
  return now.getTime();
}

/** Until everything that was typed has an answer, or none comes. @returns how long that took, in ms */
async function settle(typed: readonly Typed[]): Promise<number> {
  const begunAt = Date.now();
  let open = typed;
  while (open.length > 0 && Date.now() - begunAt < answeredWithinMs) {
    const ends = await Promise.all(open.map(async (one) => endOf(chat, one)));
    open = open.filter((_, at) => ends[at]?.state === 'open');
    if (open.length > 0) await sleep(250);
  }
  return Date.now() - begunAt;
}

/** What a learner wrote since the last fault, and what they see of it. */
async function countOf(
  learner: Learner,
  typed: readonly Typed[],
  {before, beganAt}: {readonly before: number; readonly beganAt: number},
): Promise<Count> {
  const answers = await visibleAnswers(
    learner.person,
    typed.map(({answer}) => answer),
  );
  const told = await Promise.all(
    typed.map(async (one, at): Promise<Told> => {
      const end = await endOf(chat, one);
      return {
        number: one.number,
        answers: answers[at] ?? 0,
        isTaken: end.state !== 'gone',
        text: end.state === 'answered' ? end.text : '',
        isBefore: end.state === 'answered' && end.at < beganAt,
      };
    }),
  );
  const written = (await order(learner.person)).map(Number).filter((number) => number > before);
  return count(told, written);
}

async function play(fault: ChaosFault, learners: readonly Learner[], prober: Person): Promise<readonly string[]> {
  await waitUntil('all processes are there', async () => (await room.isWhole()) || undefined, {
    withinMs: wholeWithinMs,
    seen: () => room.lastLines(5),
  });
  room.takeEnds();
  const before = new Map(learners.map((learner) => [learner, learner.last]));
  const ended = new AbortController();
  const typing = typeAll(learners, ended.signal);
  await sleep(calmMs);
  const probing = probe(prober, ended.signal);
  const begunAt = Date.now();
  const beganAt = fault.begin === undefined ? Infinity : await chatNow();
  await fault.begin?.(room);
  const seconds = isShort ? (fault.short ?? fault.seconds) : fault.seconds;
  await sleep(Math.max(0, begunAt + seconds * 1_000 - Date.now()));
  await fault.end?.(room);
  const endedAt = Date.now();
  await sleep(calmMs);
  ended.abort();
  const typed = await typing;
  const outageMs = await probing;
  await settle([...typed.values()].flat());
  const answeredMs = Date.now() - endedAt;
  await Promise.all([...learners.map(({person}) => person), prober].map(showLate));
  const counts = await Promise.all(
    learners.map(async (learner) =>
      countOf(learner, typed.get(learner) ?? [], {before: before.get(learner) ?? 0, beganAt}),
    ),
  );
  const all = sum(counts);
  const {sent, once, notTaken, none, twice, disorder, repeated, lost, notDone} = all;
  const cells = [sent, once, notTaken, none, twice, disorder, repeated, lost, notDone];
  const times = [(outageMs / 1_000).toFixed(1), (answeredMs / 1_000).toFixed(1)];
  console.log(`| ${[fault.name, ...cells, ...times, room.takeEnds().join(', ') || '–'].join(' | ')} |`);
  const wrong = (await fault.wrong?.(room)) ?? [];
  return [...faultless.filter((key) => all[key] > 0).map((key) => `${key} ${all[key]}`), ...wrong].map(
    (problem) => `${fault.name}: ${problem}`,
  );
}

const problems: string[] = [];
try {
  const prober = await learnerWithPod(chat, 'prober');
  const learners: Learner[] = [];
  for (let at = 1; at <= learnerCount; at += 1) {
    learners.push({person: await learnerWithPod(chat, `learner-${at}`), last: 0});
  }
  console.log(`${learnerCount} learners, two bots, two workers`);
  console.log(
    '| fault | sent | answered once | not taken | none | twice | out of order | ran twice | lost | said not done | outage s | all answered, s after its end | ended |',
  );
  console.log(`|${' --- |'.repeat(13)}`);
  for (const fault of faults) problems.push(...(await play(fault, learners, prober)));
  if (problems.length > 0) console.error(room.lastLines(30));
} finally {
  await room.close();
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
