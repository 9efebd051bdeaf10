import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {z} from 'zod';
import {memoryOf} from '#test/load/soak/memory-of.ts';
import {ChatPage, type Person} from '#test/support/chat-page.ts';
import {openClass, type OpenClass} from './open-class.ts';
import {processorSeconds} from './process-usage.ts';
import {joinPeople, untilAnswered} from './typing.ts';

/**
 * What the number of sandboxes costs a bot and a worker in which next to nobody types: their memory and their processor's time
 * after each quarter of the sandboxes, and, with all of them there, how long a bot takes to start and to take the lead of one
 * that was killed. Workshops are spread over servers, and learners over workshops, as many to each.
 *
 *     node bench/many-sandboxes.ts [--servers=4] [--workshops=20] [--learners=50]
 */
const {values} = parseArgs({
  options: {
    servers: {type: 'string', default: '4'},
    /** In all. */
    workshops: {type: 'string', default: '20'},
    /** Of each workshop. */
    learners: {type: 'string', default: '50'},
  },
});
const [servers, workshops, learners] = [values.servers, values.workshops, values.learners].map(Number) as [
  number,
  number,
  number,
];
/** How long what joining leaves behind takes to end, and then how long nobody does anything, in ms. */
const [settleMs, idleMs] = [10_000, 20_000];
const idSchema = z.looseObject({id: z.string()});

interface Place {
  readonly server: string;
  readonly channel: string;
  /** What its learners' names begin with. */
  readonly name: string;
}

async function openWorkshops(chat: ChatPage): Promise<Place[]> {
  const places: Place[] = [];
  const idOf = async (path: string, body: object): Promise<string> => idSchema.parse(await chat.post(path, body)).id;
  for (let at = 0; at < servers; at += 1) {
    const server = await idOf('/guilds', {name: `School ${at + 1}`});
    const staff = `staff-${at + 1}`;
    await chat.join(staff);
    await chat.post('/users', {name: staff, guild: server, roles: ['facilitator']});
    for (let of = at; of < workshops; of += servers) {
      const [name, channelName] = [`w${of + 1}`, `class-${of + 1}`];
      const channel = await idOf('/channels', {name: channelName, guild: server});
      const desk = await idOf('/channels', {name: `staff-${of + 1}`, guild: server, role: 'facilitator'});
      const person = (await chat.join(staff)).in(desk);
      await chat.post('/users', {name: staff, guild: server, roles: ['facilitator']});
      const line = `/workshop open lab:daemonsets channel:${channel} name:${name}`;
      for (;;) {
        // the server's commands are registered when the bot has heard of it
        const opened = await person.sends(line).catch(() => undefined);
        if (opened !== undefined && (await untilAnswered([opened])).length > 0) break;
        await sleep(500);
      }
      places.push({server, channel, name});
    }
  }
  return places;
}

async function learnerOf(chat: ChatPage, {server, channel, name}: Place, number: number): Promise<Person> {
  const person = await chat.join(`${name}-learner-${number}`);
  await chat.post('/users', {name: person.name, guild: server, roles: []});
  return person.in(channel);
}

async function usage({pids}: OpenClass): Promise<{cpu: number[]; memory: number[]}> {
  const both = [pids.bot, pids.workers[0] ?? 0];
  return {cpu: await Promise.all(both.map(processorSeconds)), memory: await Promise.all(both.map(memoryOf))};
}

const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
const room = await openClass(folder, {workers: 1, environment: {RATE_LIMIT: '100000', SERVER_RATE_LIMIT: '1000000'}});
const row = (...cells: (string | number)[]): void =>
  console.log(cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(16)).join(''));
try {
  const chat = new ChatPage(room.chat);
  const places = await openWorkshops(chat);
  row('sandboxes', 'bot, MiB', 'worker, MiB', 'bot, ms/s', 'worker, ms/s', 'joined in, s');
  const show = async (count: number, joinedIn: number): Promise<void> => {
    await sleep(settleMs);
    const before = await usage(room);
    await sleep(idleMs);
    const after = await usage(room);
    const perSecond = after.cpu.map((seconds, index) => ((seconds - (before.cpu[index] ?? 0)) * 1e6) / idleMs);
    row(String(count), ...after.memory, ...perSecond, joinedIn);
  };
  await show(0, 0);
  const people: Person[] = [];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const [from, to] = [quarter, quarter + 1].map((part) => Math.round((part * learners) / 4)) as [number, number];
    const numbers = Array.from({length: to - from}, (_, index) => from + index + 1);
    const joining = numbers.flatMap((number) => places.map((place) => async () => learnerOf(chat, place, number)));
    const beganAt = performance.now();
    people.push(...(await joinPeople(joining)));
    await show(people.length, (performance.now() - beganAt) / 1_000);
  }
  const killedAt = performance.now();
  const {readyAfterMs} = await room.replaceBot();
  const [first] = people;
  if (first === undefined) throw new Error('nobody has joined');
  while ((await untilAnswered([await first.sends('/kubectl command:get pods')])).length === 0);
  const answeredAfterMs = performance.now() - killedAt;
  console.log(
    `a bot that is killed and started anew is ready after ${(readyAfterMs / 1_000).toFixed(1)} s, and what is typed is answered after ${(answeredAfterMs / 1_000).toFixed(1)} s`,
  );
  await show(people.length, 0);
} finally {
  await room.close();
  await rm(folder, {recursive: true, force: true});
}
