import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {z} from 'zod';
import {snowflakeTime} from '#src/discord/limits.ts';
import {ChatPage} from '#test/support/chat-page.ts';
import {openClass} from './open-class.ts';
import {percentile} from './percentile.ts';
import {joinAll, learnersPerNode, send, untilAnswered} from './typing.ts';

/**
 * How `apply` of a whole class at once ends on an API server that takes half a second for each request, beside the same on one
 * that answers at once: how many ran into their deadline, how many had no first response in time, and when the answers came.
 *
 *     node bench/slow-cluster.ts [learners] [delay, ms]
 */
const [learners = 100, delayMs = 500] = process.argv.slice(2).map(Number);
const line = '/kubectl command:apply -f labs/daemonsets/specs/nginx';
const takeAway = '/kubectl command:delete -f labs/daemonsets/specs/nginx';
const settleMs = 10_000;
/** What the answer says when it is done. */
const applied = 'daemonset.apps/nginx';
const versionsSchema = z.array(z.looseObject({content: z.string(), at: z.string()}));

const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
const room = await openClass(folder, {
  workers: 1,
  moreNodes: Math.ceil(learners / learnersPerNode),
  environment: {RATE_LIMIT: '100000', SERVER_RATE_LIMIT: '1000000'},
});
const chat = new ChatPage(room.chat);

/** All type the line within a second. */
async function applyAtOnce(what: string): Promise<number> {
  const sent = await send(people, line, {count: learners, withinMs: 1_000});
  const answered = await untilAnswered(sent);
  const ends = await Promise.all(
    answered.map(async (answer) => {
      const [message = ''] = (await answer.interaction()).messages;
      const versions = versionsSchema.parse(await chat.get(`/messages/${message}/history`));
      // a card goes on changing
      const told = versions.find(({content}) => content.includes(applied));
      return {isApplied: told !== undefined, ...(told ?? versions.at(-1)), typedAt: snowflakeTime(answer.id)};
    }),
  );
  const times = ends.filter(({isApplied}) => isApplied).map(({at, typedAt}) => Date.parse(at ?? '') - typedAt);
  times.sort((one, other) => one - other);
  const others = ends.filter(({isApplied}) => !isApplied);
  console.log(
    `${what}: ${times.length} of ${learners} applied, the answer after p50 ${percentile(times, 0.5)} ms, p99 ${percentile(times, 0.99)} ms; ` +
      `${others.length} ended otherwise; ${learners - answered.length} had no first response in time`,
  );
  for (const {content = ''} of others.slice(0, 3)) console.log(`  ${content.slice(0, 200)}`);
  return percentile(times, 0.99);
}

const people = await joinAll(chat, learners);
try {
  await sleep(settleMs);
  const prompt = await applyAtOnce('an API server that answers at once');
  await untilAnswered(await send(people, takeAway, {count: learners, withinMs: 5_000}));
  await sleep(settleMs);
  const fault = {method: 'POST', body: JSON.stringify({times: 1_000_000_000, delayMs})};
  const response = await fetch(`${room.cluster}/_emulator/faults`, fault);
  if (!response.ok) throw new Error(`the API server is as quick as before: ${response.status}`);
  const slow = await applyAtOnce(`one that takes ${delayMs} ms for each request`);
  console.log(`ratio of the two p99: ${(slow / prompt).toFixed(2)}`);
} finally {
  await room.close();
  await rm(folder, {recursive: true, force: true});
}
