import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {startChatEmulator, type ChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChatPage, type Person, type ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const names = ['ada', 'bert', 'cara', 'dora', 'emil', 'fay', 'gina', 'hugo', 'iris', 'jack', 'kate', 'lena', 'mona'];

let chat: ChatEmulator;
let page: ChatPage;
let labrador: Labrador;
let flo: Person;
const learners = new Map<string, Person>();

beforeAll(async () => {
  chat = await startChatEmulator({port: 0});
  page = new ChatPage(chat.url);
  const discord = {DISCORD_TOKEN: chat.token, DISCORD_API: chat.restUrl};
  labrador = await startLabrador(await emulatedCluster(), discord);
  flo = await page.join('flo', ['facilitator']);
  for (const name of names) learners.set(name, await page.join(name));
  await Promise.all(names.map(async (name) => learner(name).types('/lab start')));
  await learner('lena').types('/kubectl command:apply -f labs/daemonsets/specs/nginx/update-bad');
});
afterAll(async () => {
  await labrador?.close();
  await chat?.close();
});

function learner(name: string): Person {
  const person = learners.get(name);
  if (person === undefined) throw new Error(`${name} is not there`);
  return person;
}

const messageSchema = z.looseObject({
  pinned: z.boolean(),
  attachments: z.array(z.looseObject({filename: z.string(), description: z.string()})),
});

/** A request of the bot's own, as somebody with its token could make. */
async function asBot(method: string, path: string): Promise<unknown> {
  const response = await fetch(`${chat.restUrl}/v10${path}`, {method, headers: {authorization: `Bot ${chat.token}`}});
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

async function untilSeen(
  channel: string,
  patterns: readonly RegExp[],
  options: {withinMs?: number} = {},
): Promise<ShownMessage> {
  let last: string[] = [];
  return waitUntil(
    `flo sees ${patterns.map(String).join(' and ')}`,
    async () => {
      const messages = await flo.sees(channel);
      last = messages.map(({content}) => content);
      return messages.find(({content}) => patterns.every((pattern) => pattern.test(content)));
    },
    {...options, seen: () => last},
  );
}

const untilWall = async (...patterns: readonly RegExp[]): Promise<ShownMessage> =>
  untilSeen('workshop', [/Everybody’s Pods/, ...patterns]);
const untilBoard = async (...patterns: readonly RegExp[]): Promise<ShownMessage> =>
  untilSeen('facilitators', [/The class/, ...patterns]);

test('the wall has everybody’s step, Pods and app in one message', async () => {
  const everybody = names.map((name) => new RegExp(`\\*\\*${name}\\*\\* · step 1/9`));
  const wall = await untilWall(/\*\*ada\*\* · step 1\/9 One Pod on every node\n-# no Pods/, ...everybody);
  await learner('ada').types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
  const later = await untilWall(
    /\*\*ada\*\* · step 2\/9 An update.* · ✅ \*\*finished step 1\*\*\n-# ● nginx-\S+ Running 1\/1 <t:\d+:R> · app up/,
    /\*\*bert\*\* · step 1\/9/,
  );
  expect(later.id).toBe(wall.id);
});

test('the board counts who is where, and shows it in a picture with words', async () => {
  const board = await untilBoard(
    /13 joined · 0 finished the lab · \d stuck/,
    /1\. One Pod on every node: 12 on it · 1 done/,
    /2\. An update that breaks the app: 1 on it · 0 done/,
    /\*\*ada\*\*: `kubectl apply -f labs\/daemonsets\/specs\/nginx` ✓ done <t:\d+:R> · 2 commands/,
  );
  const path = `/channels/${chat.channels.facilitators}/messages/${board.id}`;
  const picture = await waitUntil('the picture is current', async () => {
    const {pinned, attachments} = messageSchema.parse(await asBot('GET', path));
    expect(pinned).toBe(true);
    return attachments.find(({description}) => description.includes('Step 1: 1 passed, 12 at work.'));
  });
  expect(picture.filename).toBe('class.png');
  expect(picture.description).toContain('13 learners by 9 steps; 0 finished the lab.');
});

test('the board goes on in pages, for facilitators and nobody else', async () => {
  await Promise.all(
    names.map(async (name) => {
      await learner(name).types('/lab hint');
      await learner(name).types('/lab hint');
      await learner(name).types(`/kubectl command:get pods -l app=nginx,name=${'x'.repeat(40)}`);
    }),
  );
  const board = await untilBoard(/\*\*Hints and solutions\*\*\n\*\*\w+\*\*: \d hint/, /\*\*Last commands/);
  const shown = await waitUntil('the board has a second page', async () => {
    const found = (await flo.sees('facilitators')).find(({id}) => id === board.id);
    return found !== undefined && found.components.length > 0 ? found : undefined;
  });
  const olga = await page.join('olga', ['admin']);
  const [refused, turned] = [await olga.presses(shown, 'Page 2 of 2 ▶'), await flo.presses(shown, 'Page 2 of 2 ▶')];
  const answerOf = async (person: Person, {answer}: {answer: typeof refused}): Promise<ShownMessage> =>
    waitUntil('there is an answer', async () => {
      const {messages} = await answer.interaction();
      return (await person.sees('facilitators')).find(({id}) => id === messages[0]);
    });
  const refusal = await answerOf(olga, {answer: refused});
  expect(refusal.content).toContain('This is for those who have the role facilitator.');
  const second = await answerOf(flo, {answer: turned});
  expect(second.ephemeral).toBe(true);
  expect(second.content).toContain('**Last commands** (continued)');
  await flo.presses(second, '◀ Page 1');
  await waitUntil('the page is turned back in place', async () => {
    const found = (await flo.sees('facilitators')).find(({id}) => id === second.id);
    return found?.content.includes('**The class**') === true ? found : undefined;
  });
});

test('a message of the wall that was deleted is posted again', async () => {
  const before = await untilWall(/\*\*hugo\*\*/);
  await asBot('DELETE', `/channels/${chat.channels.workshop}/messages/${before.id}`);
  await learner('bert').types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
  const after = await untilWall(/\*\*bert\*\* · step 2\/9/, /\*\*hugo\*\*/);
  expect(after.id).not.toBe(before.id);
});

test('who is in a crash loop for a minute is stuck: on the wall in words, on the board with what failed', async () => {
  const stuck = [
    '⚠ \\*\\*lena\\*\\* step 1, stuck since <t:\\d+:R>',
    '-# ✗ nginx-\\S+ \\w+, [1-9]\\d* restarts?, in a crash loop since <t:\\d+:R>',
    '-# ⬜ The DaemonSet has a ready Pod on each of its nodes: desired 1 · ready 0',
  ];
  const patterns = [/13 joined · .* · 1 stuck/, new RegExp(stuck.join('\n'))];
  await untilSeen('facilitators', patterns, {withinMs: 110_000});
  const wall = await untilWall(/\*\*lena\*\* · step 1.*\n.*✗ nginx-\S+ \w+ \d\/1 \*\*crash loop since\*\* <t:\d+:R>/);
  expect(wall.content.match(/crash loop since/g)).toHaveLength(1);
}, 150_000);

test('a channel that lets the bot write no more is told to the facilitators once, and the board goes on', async () => {
  const route = `/channels/${chat.channels.workshop}/messages`;
  await page.post('/faults', {match: {method: 'PATCH', route}, status: 403, times: 5});
  await learner('cara').types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
  await untilSeen('facilitators', [/I can’t write in <#\d+>/]);
  await untilBoard(/1\. One Pod on every node: 10 on it · 3 done/);
  const told = (await flo.sees('facilitators')).filter(({content}) => content.includes('I can’t write'));
  expect(told).toHaveLength(1);
});
