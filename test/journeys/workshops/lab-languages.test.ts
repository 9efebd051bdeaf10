import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Person} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let room: TestClass;
let ada: Person;
let grete: Person;
let colette: Person;
beforeAll(async () => {
  room = await openClass();
  ada = await room.page.join('ada');
  grete = await room.page.join('grete', [], 'de');
  colette = await room.page.join('colette', [], 'fr');
});
afterAll(async () => room?.close());

test('learners beside each other take the same step, each in their own language', async () => {
  await Promise.all([ada, grete, colette].map(async (person) => person.types('/lab start')));
  const cards = [
    [ada, '### One Pod on every node', 'A DaemonSet runs exactly one Pod on each node.', 'has a ready Pod'],
    [grete, '### Ein Pod auf jedem Node', 'Ein DaemonSet lässt auf jedem Node genau einen', 'einen bereiten Pod'],
    [colette, '### Un Pod sur chaque nœud', 'Un DaemonSet fait tourner exactement un Pod', 'a un Pod prêt'],
  ] as const;
  for (const [person, title, text, check] of cards) {
    const card = await (await person.types('/lab show')).text();
    expect(card).toContain(title);
    expect(card).toContain(text);
    expect(card).toContain(check);
    // what is typed is the same in every language
    expect(card).toContain('`kubectl apply -f labs/daemonsets/specs/nginx`');
  }
});

test('steps, hints and solutions are in that language as well', async () => {
  expect(await (await grete.types('/lab steps')).text()).toContain('Ein Update, das die App lahmlegt');
  expect(await (await grete.types('/lab hint')).text()).toContain('Noch gibt es kein bereites DaemonSet.');
  expect(await (await colette.types('/lab hint')).text()).toContain('Il n’y a pas encore de DaemonSet prêt.');
  expect(await (await colette.types('/lab solution')).text()).toContain('Un Pod sur chaque nœud');
});

test('a card that is kept current goes on in the language of who asked for it', async () => {
  const [german, english] = await Promise.all([grete, ada].map(async (person) => person.types('/lab show')));
  for (const person of [grete, ada]) await person.types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
  const germanCard = await german?.until(
    /### ✅ Ein Pod auf jedem Node[\s\S]*✅ Das DaemonSet hat auf jedem seiner Nodes einen bereiten Pod/,
  );
  const englishCard = await english?.until(
    /### ✅ One Pod on every node[\s\S]*✅ The DaemonSet has a ready Pod on each of its nodes/,
  );
  expect(germanCard).not.toContain('One Pod on every node');
  expect(englishCard).not.toContain('Ein Pod auf jedem Node');
});

test('the channels of a German workshop tell of its lab in German, whoever opened it', async () => {
  await room.page.addChannel('deutsch');
  await room.page.addChannel('deutsch-leitung', 'facilitator');
  await room.flo.types(
    '/workshop open lab:troubleshooting channel:deutsch facilitators:deutsch-leitung minutes:30 language:de',
  );
  const {content} = await untilSeen(ada, 'deutsch', [/Sechs Websites, die nicht antworten/]);
  expect(content).toContain('auf sechs Arten kaputt');
});

const commandsSchema = z.looseObject({
  commands: z.array(z.looseObject({name: z.string(), label: z.string().optional(), description: z.string()})),
});

test('commands are described to each in their own language', async () => {
  const shownTo = async (name: string) => commandsSchema.parse(await room.page.get(`/state?user=${name}`)).commands;
  const texts = (commands: z.infer<typeof commandsSchema>['commands']) =>
    commands
      .filter(({name}) => ['kubectl', 'Apply this YAML'].includes(name))
      .map(({name, label, description}) => label ?? (description === '' ? name : description));
  expect(texts(await shownTo('ada'))).toEqual(['Run a kubectl command in your sandbox', 'Apply this YAML']);
  expect(texts(await shownTo('grete'))).toEqual([
    'Einen kubectl-Befehl in deiner Sandbox ausführen',
    'Dieses YAML anwenden',
  ]);
  expect(texts(await shownTo('colette'))).toEqual([
    'Exécuter une commande kubectl dans ton bac à sable',
    'Appliquer ce YAML',
  ]);
});
