import {ApplicationCommandOptionType, ApplicationCommandType} from 'discord-api-types/v10';
import {Redis} from 'ioredis';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {commands} from '#commands/index.ts';
import {menuCommands} from '#commands/menu/index.ts';
import {buttons} from '#src/answering/buttons.ts';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {differences, isInLine, settledKept, type Kept} from '#test/support/what-is-kept.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';
import {PostedButtons, postText} from './posted-buttons.ts';

const prefix = 'given-up';
/** All there is takes its time. */
const testMs = 900_000;
const laterStep = 'node-selector';
const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: late';

/** What is typed after the name of each command, or subcommand, that takes something. */
const typed: Readonly<Record<string, string>> = {
  '/kubectl': 'command:create configmap late',
  '/edit': 'resource:configmap/kept',
  '/help-me': 'what:Please',
  '/workshop open': 'lab:jobs channel:second facilitators:second-staff',
  '/workshop learner': 'who:@ada',
  '/workshop broadcast': 'text:Coffee',
  '/workshop hint': 'to:all text:Look closely',
  '/workshop fast-forward': 'step:3',
  '/workshop extend': 'minutes:5',
};
/** The same commands typed otherwise: with a window, and a line that changes where those after it are. */
const typedOtherwise = [
  '/workshop broadcast',
  '/workshop hint to:all window:true',
  '/kubectl command:config set-context --current --namespace=dev',
];

/** What changes nothing, but for a card that is kept current: it shows, asks first, or opens a window. */
const onlyLooks = [
  '/apply',
  '/edit resource:configmap/kept',
  '/lab check',
  '/lab reset',
  '/lab solution',
  '/lab steps',
  '/me export',
  '/me forget',
  '/workshop broadcast',
  '/workshop doctor',
  '/workshop export',
  '/workshop hint to:all window:true',
  '/workshop learner who:@ada',
  '/workshop status',
  'Show learner',
  'answer',
  'board-page',
  'card',
  'edit',
  'lab-solution',
  'letter',
  'place-show',
  'staff-answer',
  'staff-look',
];
/** What is refused here: the task of `/workshop fast-forward` is under way, which does the same. */
const inVain = ['staff-move'];

/** One thing to do, or the same with each argument that could be meant. */
interface Act {
  readonly name: string;
  readonly person: Person;
  readonly ways: readonly (() => Promise<Answer>)[];
  /** What there has to be for it to change something. */
  readonly before?: (() => Promise<unknown>) | undefined;
}

let server: RedisServer;
let redis: Redis;
let opened: TestClass;
let ada: Person;
let flo: Person;
/** They have no sandbox; of the second something is kept. */
let grace: Person;
let joan: Person;
/** Interactions that the chat gave up. */
const refused: string[] = [];
/** What changed something though the chat had given it up. */
const done: {name: string; changed: string[]}[] = [];
/** What was done and changed nothing. */
const looks: string[] = [];

beforeAll(async () => {
  server = await RedisServer.open();
  redis = new Redis(server.url);
  opened = await openClass({REDIS_URL: server.url, REDIS_PREFIX: prefix});
  const {page} = opened;
  flo = (await page.join('flo', ['facilitator', 'admin'])).in('facilitators');
  await page.addChannel('second');
  await page.addChannel('second-staff', 'facilitator');
  ada = await page.join('ada');
  grace = await page.join('grace');
  joan = await page.join('joan');
  await joan.types('/lab start');
  await joan.types('/lab leave');
  await ada.types('/lab start');
  await ada.types('/kubectl command:create configmap kept');
  await page.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, status: 404, code: 10_015, times: 100});
  await ada.sends('/kubectl command:get configmaps');
  await untilSeen(ada, 'workshop', [/Answers are ready/]);
  await page.delete('/faults');
});
afterAll(async () => {
  redis?.disconnect();
  await opened?.close();
  await server?.close();
});

const stateSchema = z.looseObject({
  channels: z.array(z.looseObject({name: z.string()})),
  threads: z.array(z.looseObject({id: z.string(), archived: z.boolean()})),
});

/** What the chat has of it: channels, threads, and what is said to all, but for what says that something was given up or late. */
async function ofTheChat(): Promise<[string, string][]> {
  const {channels, threads} = stateSchema.parse(await opened.page.get('/state'));
  const {workshop, facilitators} = opened.chat.channels;
  const said = [...(await flo.sees(workshop)), ...(await flo.sees(facilitators))].filter(
    ({ephemeral, interaction, content}) =>
      !ephemeral && interaction === null && !/nothing of it was done|Answers are ready/.test(content),
  );
  return [
    ['channels', channels.map(({name}) => name).join()],
    ['threads', threads.map(({id, archived}) => `${id} ${archived}`).join()],
    ['messages', said.map(({id}) => id).join()],
  ];
}

const settled = async (): Promise<Kept> => settledKept({redis, prefix, also: ofTheChat});

async function until(answers: readonly Answer[], isIt: (state: string) => boolean): Promise<void> {
  for (const answer of answers)
    await waitUntil('the chat knows', async () => (isIt((await answer.interaction()).state) ? true : undefined), {
      withinMs: 60_000,
    });
}

/** Does it where the chat refuses its first answer, then where the chat takes that. @returns whether it changes something then */
async function tryAct({name, person, ways, before: prepare}: Act): Promise<void> {
  const {page} = opened;
  await prepare?.();
  const match = {method: 'POST', route: '/interactions'};
  const before = await settled();
  await page.post('/faults', {match, status: 404, code: 10_062, times: ways.length});
  const given = await Promise.all(ways.map(async (act) => act()));
  refused.push(...given.map(({id}) => id));
  await until(given, (state) => state === 'failed');
  await page.delete('/faults');
  const between = await settled();
  const changed = differences(before, between).filter((key) => !isInLine(key));
  if (changed.length > 0) done.push({name, changed});

  const windows: Answer[] = [];
  for (const act of ways) {
    const answer = await act();
    await until([answer], (state) => state !== 'waiting');
    if ((await answer.interaction()).state === 'modal') windows.push(answer);
  }
  const now = differences(between, await settled());
  if (now.length === 0) looks.push(name);
  const [window] = windows;
  if (window === undefined) return;
  const fields = await fieldsOf(window);
  await tryAct({name: `${name}, its window`, person, ways: [async () => person.submits(window, fields)]});
}

const inputSchema = z.looseObject({custom_id: z.string(), value: z.string().optional()});
const windowSchema = z.looseObject({
  components: z.array(z.looseObject({component: inputSchema.optional(), components: z.array(inputSchema).optional()})),
});

/** What to write into the window that an answer opened. */
async function fieldsOf(answer: Answer): Promise<Record<string, string>> {
  const inputs = windowSchema
    .parse((await answer.interaction()).modal)
    .components.flatMap(({component, components = []}) => (component === undefined ? components : [component]));
  return Object.fromEntries(
    inputs.map(({custom_id: id, value}) => [id, value ?? (id === 'yaml' ? yaml : 'get pods')] as const),
  );
}

/** All commands and subcommands, as they are typed without options. */
const names = commands.flatMap(({definition: {name, options = []}}) => {
  const subcommands = options.filter(({type}) => type === ApplicationCommandOptionType.Subcommand);
  return subcommands.length === 0 ? [`/${name}`] : subcommands.map((one) => `/${name} ${one.name}`);
});

const typing = (name: string, more: string | undefined): Act => {
  const person = name.startsWith('/workshop') ? flo : name === '/lab start' ? grace : ada;
  const act = async (): Promise<Answer> => person.sends(more === undefined ? name : `${name} ${more}`);
  // the first hint is about the sandbox, and nobody counts it
  return {name: more === undefined ? name : `${name} ${more}`, person, ways: name === '/lab hint' ? [act, act] : [act]};
};

/** Each button with each argument that one could have, and as a list of steps. */
async function pressing(): Promise<Act[]> {
  const keys = [...(await settled()).keys()];
  const named = (pattern: RegExp): string[] => keys.flatMap((key) => pattern.exec(key)?.[1] ?? []).slice(0, 1);
  const args = [
    ada.id,
    laterStep,
    ...named(/^workshop:([^:]*):learners$/),
    ...named(/^answer:(.*)$/),
    'bad-update:0',
    'bad-update:solution-0',
    'help',
    `${ada.id}:configmap/kept`,
    ...(await redis.hkeys(`${prefix}:tasks`)).slice(0, 1),
  ];
  const ids = buttons.map(({id}) => id);
  const posted = await PostedButtons.post(opened, {ids, args, choice: laterStep, listArgument: ada.id});
  const press = async (id: string, argument: string) => (await posted.press(ada, id, argument)).answered();
  /** Where none of the others leaves them. */
  const goToLaterStep = async () => press('lab-show', laterStep);
  const endHelp = async () => press('place-leave', 'help');
  const askForHelp = async () => ada.types('/help-me what:Please, once more');
  /** What a button needs that is not there by then. */
  const before: Readonly<Record<string, () => Promise<unknown>>> = {
    'staff-thread': endHelp,
    'staff-take': async () => endHelp().then(askForHelp),
    'staff-answer': askForHelp,
    'staff-done': askForHelp,
    'place-leave': askForHelp,
    'set-up': makeRoomForRooms,
  };
  const others = new Map([
    ['join', grace],
    ['me-forget', joan],
    ['staff-done', flo],
  ]);
  return buttons.map(({id, who}): Act => {
    const person = who === 'facilitator' || who === 'server-manager' ? flo : (others.get(id) ?? ada);
    const needs = id.startsWith('lab-') ? goToLaterStep : before[id];
    return {name: id, person, before: needs, ways: posted.ways(person, id)};
  });
}

/** A server without one of its channels, in which the bot may make another. */
async function makeRoomForRooms(): Promise<void> {
  const {page} = opened;
  await page.patch('/channels/facilitators', {name: 'staff-room'});
  await page.patch('/roles/Labrador', {permissions: ['Administrator']});
}

/** What leaves less to be done goes last. */
const last = ['lab-reset-all', 'staff-reset', 'place-leave', 'set-up', 'staff-close'];
/** A workshop that is paused lets nothing in line begin; while nothing is in line it can be resumed. */
const first = ['/workshop resume', '/workshop pause'];

const inOrder = <T extends {readonly name: string}>(acts: readonly T[]): T[] =>
  acts.toSorted(
    (one, other) =>
      first.indexOf(other.name) - first.indexOf(one.name) || last.indexOf(one.name) - last.indexOf(other.name),
  );

test(
  'of all that the chat gives up nothing is done: commands, windows, menus, buttons and lists',
  async () => {
    const typings = [
      ...names.map((name) => typing(name, typed[name])),
      ...typedOtherwise.map((line) => typing(line, undefined)),
    ];
    for (const act of inOrder(typings)) {
      await tryAct(act);
      if (act.name === '/workshop resume') await flo.types('/workshop pause');
    }
    const message = await postText(opened, `\`\`\`yaml\n${yaml}\n\`\`\``);
    for (const {definition, who} of menuCommands) {
      const person = who === 'facilitator' ? flo : ada;
      const target = definition.type === ApplicationCommandType.User ? ada : message;
      await tryAct({name: definition.name, person, ways: [async () => person.choosesOn(target, definition.name)]});
    }
    for (const act of inOrder(await pressing())) await tryAct(act);
    expect(done).toEqual([]);
    // one that is here unexpectedly may lack what it needs to change something
    expect(looks.toSorted()).toEqual([...onlyLooks, ...inVain].toSorted());
  },
  testMs,
);
