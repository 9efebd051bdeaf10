import {setTimeout as sleep} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {afterEach, expect, test} from 'vitest';
import {z} from 'zod';
import type {Answer, Person, ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {recoveryMs} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {openRedisWay} from '#test/support/redis-way.ts';
import {scrape} from '#test/support/scrape.ts';
import {untilStored} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
afterEach(async () => processes?.close());

/** How long the chat is away, in ms: longer than an interaction lives without its first answer. */
const outageMs = 6_000;
/** When at the latest all answers are there after it, in ms. */
const afterOutageMs = 30_000;

const isMention = ({content}: ShownMessage): boolean => content.includes('Answers are ready');
const line = (person: Person, number: number): string => `/kubectl command:get pods -l app=${person.name}-${number}`;

async function join(name: string): Promise<Person> {
  const person = await processes.chat.join(name);
  await person.types('/lab start');
  return person;
}

test('after an outage of the chat one message names many, and shows each of them all their answers once', async () => {
  processes = await openProcesses(await emulatedCluster());
  const bot = await processes.start('bot');
  await Promise.all([processes.start('worker'), processes.start('worker')]);
  const people = await Promise.all(['ada', 'grace', 'joan', 'mary', 'olga', 'pia'].map(join));
  const numbers = [1, 2, 3, 4, 5, 6, 7];

  await processes.chat.post('/faults', {match: {}, status: 500, times: 1_000_000});
  const typed: Answer[] = [];
  for (const number of numbers)
    typed.push(...(await Promise.all(people.map(async (one) => one.sends(line(one, number))))));
  for (const {id} of typed) await untilStored(processes.redis.url, id);
  await sleep(outageMs);
  await processes.chat.delete('/faults');

  const mentions = await waitUntil(
    'everybody is named, and every answer waits',
    async () => {
      const found = ((await people[0]?.sees()) ?? []).filter(isMention);
      const named = new Set(found.flatMap((message) => message.mentions.map(({name}) => name)));
      const isAll = named.size === people.length && (await waitingAnswers()) === typed.length;
      return isAll ? found : undefined;
    },
    {withinMs: afterOutageMs},
  );
  expect(mentions.length).toBeLessThanOrEqual(2);
  expect((await scrape(bot.output())).value('labrador_bugs_total') ?? 0).toBe(0);
  expect(bot.output()).not.toContain('failed before it was stored');
  // nobody twice, though their answers came one after the other
  expect(mentions.flatMap((message) => message.mentions)).toHaveLength(people.length);

  for (const person of people) {
    const mention = mentions.find((message) => message.mentions.some(({name}) => name === person.name));
    if (mention === undefined) throw new Error(`${person.name} is not named`);
    if (person === people[0]) {
      await processes.chat.post('/faults', {match: {method: 'POST', route: '/webhooks'}, status: 500, times: 1});
      await (await person.presses(mention, 'Show my answers')).until(/The chat did not take all of your answers\./);
    }
    await (await person.presses(mention, 'Show my answers')).answered();
    const older = await waitUntil('there are older ones', async () =>
      (await person.sees()).find((message) => JSON.stringify(message.components).includes('Show older answers (2)')),
    );
    const rest = await (await person.presses(older, 'Show older answers (2)')).answered();
    await rest.until(new RegExp(`app=${person.name}-1\``));
    const seen = await waitUntil('all are shown', async () => {
      const shown = (await person.sees()).filter(({content}) => content.includes(`app=${person.name}-`));
      return shown.length >= numbers.length ? shown : undefined;
    });
    const shown = seen.flatMap(({content}) => /app=\S+-(?<number>\d)`/.exec(content)?.groups?.['number'] ?? []);
    expect(shown.map(Number).sort((a, b) => a - b)).toEqual(numbers);
    expect(seen.every(({ephemeral}) => ephemeral)).toBe(true);
    expect(await (await (await person.presses(mention, 'Show my answers')).answered()).text()).toContain(
      'No answer of yours waits here.',
    );
  }

  // a message as it was before there was one for many
  const [ada, grace] = people;
  const [first] = typed;
  if (ada === undefined || grace === undefined || first === undefined) return;
  const button = {type: 2, style: 2, custom_id: `answer:${first.id}`, label: 'Show my answer'};
  const {id} = await post('workshop', {content: 'an answer', components: [{type: 1, components: [button]}]});
  const message = await waitUntil('it is seen', async () => (await ada.sees()).find((one) => one.id === id));
  expect(await (await (await ada.presses(message, 'Show my answer')).answered()).text()).toContain('app=ada-1');
  expect(await (await (await grace.presses(message, 'Show my answer')).answered()).text()).toContain('somebody else’s');
}, 180_000);

/** A message of the bot. */
async function post(channel: 'workshop', body: unknown): Promise<{id: string}> {
  const {emulator} = processes;
  const response = await fetch(`${emulator.restUrl}/v10/channels/${emulator.channels[channel]}/messages`, {
    method: 'POST',
    headers: {authorization: `Bot ${emulator.token}`, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  return z.looseObject({id: z.string()}).parse(await response.json());
}

/** As a press would find them; to press would show what there is so far. */
async function waitingAnswers(): Promise<number> {
  const redis = new Redis(processes.redis.url);
  try {
    const keys = await redis.keys('*:late-of:*');
    return (await Promise.all(keys.map(async (key) => redis.zcard(key)))).reduce((sum, count) => sum + count, 0);
  } finally {
    redis.disconnect();
  }
}

test('a worker killed between posting the message and noting it leaves one message', async () => {
  processes = await openProcesses(await emulatedCluster());
  await processes.start('bot');
  const way = await openRedisWay(processes.redis.url);
  const worker = await processes.start('worker', {redisUrl: way.url});
  const ada = await join('ada');
  const redis = new Redis(processes.redis.url);
  try {
    await processes.chat.post('/faults', {match: {method: 'POST', route: '/interactions'}, status: 500, times: 10});
    await untilStored(processes.redis.url, (await ada.sends(line(ada, 1))).id);
    await processes.chat.post('/faults', {
      match: {method: 'POST', route: '/channels/:channel/messages'},
      delayMs: 3_000,
      times: 1_000,
    });
    const post = await waitUntil('the worker posts', async () => (await redis.keys('*:late-post:*'))[0]);
    way.cut();
    await waitUntil('the chat has the message', async () => (await ada.sees()).find(isMention));
    await worker.kill();
    way.close();
    await processes.chat.delete('/faults');
    await processes.start('worker');
    await waitUntil('another has noted it', async () => ((await redis.exists(post)) === 0 ? true : undefined), {
      withinMs: recoveryMs,
    });
  } finally {
    redis.disconnect();
  }
  const mentions = (await ada.sees()).filter(isMention);
  expect(mentions).toHaveLength(1);
  const [mention] = mentions;
  if (mention === undefined) return;
  const shown = await (await ada.presses(mention, 'Show my answers')).answered(recoveryMs);
  expect(await shown.text()).toContain('app=ada-1');
}, 180_000);

/** Requests for a reply of which nobody knows, and for one whose first answer the chat is known to have refused. */
test.each([
  ['nobody knows what became of', {status: 500, times: 10}, 7],
  ['the chat has refused', {status: 404, code: 10_062, delayMs: 600, times: 1}, 5],
])(
  'a reply that %s is asked for a few times, and its answer is announced',
  async (_, fault, most) => {
    processes = await openProcesses(await emulatedCluster());
    await processes.start('bot');
    await processes.start('worker');
    const ada = await join('ada');
    await processes.chat.delete('/requests');
    const match = {method: 'POST', route: '/interactions'};
    await processes.chat.post('/faults', {match, ...fault});
    await ada.sends(line(ada, 1));
    await waitUntil('it is announced', async () => (await ada.sees()).find(isMention));
    const requests = z.array(z.looseObject({method: z.string(), status: z.number()}));
    const made = requests.parse(await processes.chat.get('/requests'));
    const lost = made.filter(({method, status}) => method === 'PATCH' && status === 404);
    expect(lost.length).toBeGreaterThan(1);
    expect(lost.length).toBeLessThanOrEqual(most);
  },
  120_000,
);

test('who types where the bot sees nothing is told in their workshop, and the message goes once it is read', async () => {
  processes = await openProcesses(await emulatedCluster());
  await processes.start('bot');
  await processes.start('worker');
  const ada = await join('ada');
  const hidden = await processes.chat.addChannel('random');
  await processes.chat.patch(`/channels/${hidden}`, {overwrites: [{user: 'Labrador', deny: ['ViewChannel']}]});
  await processes.chat.post('/faults', {match: {method: 'POST', route: '/interactions'}, status: 500, times: 10});
  await untilStored(processes.redis.url, (await ada.in('random').sends(line(ada, 1))).id);
  const mention = await waitUntil('she is named', async () => (await ada.sees('workshop')).find(isMention));
  await processes.chat.delete('/faults');
  expect(await (await (await ada.presses(mention, 'Show my answers')).answered()).text()).toContain('app=ada-1');
  await waitUntil('the message is gone', async () => ((await ada.sees('workshop')).some(isMention) ? undefined : true));
  const requests = z.array(z.looseObject({status: z.number()})).parse(await processes.chat.get('/requests'));
  expect(requests.filter(({status}) => status === 403)).toEqual([]);
});
