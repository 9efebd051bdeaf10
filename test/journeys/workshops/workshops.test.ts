import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let room: TestClass;
let flo: Person;
let monday: Person;

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  await room.page.addChannel('monday');
  await room.page.addChannel('monday-staff', 'facilitator');
  monday = flo.in('monday-staff');
});
afterAll(async () => room?.close());

const person = async (name: string, channel = 'workshop'): Promise<Person> => (await room.page.join(name)).in(channel);

test('a workshop opens beside the one that is there, with a lab, a name and a capacity of its own', async () => {
  const opened = await monday.types(
    '/workshop open lab:troubleshooting channel:monday name:Monday class capacity:1 minutes:60',
  );
  expect(await opened.text()).toMatch(/\*\*Monday class\*\* · 🟢 open\nLab: .*`troubleshooting`/);
  expect(await opened.text()).toMatch(/Joined: 0 · in line: 0 · at most 1; the cluster has room for \d+/);
  expect(await opened.text()).toContain('Also open: open in <#');
  await untilSeen(flo, 'monday', [/the workshop is open/]);
  await untilSeen(flo, 'monday-staff', [/⏱ ends <t:\d+:R>\n\*\*The class\*\* · 0 joined/]);
});

test('a channel belongs to one workshop, and labs and channels that can’t be are refused with what to do', async () => {
  const again = await monday.types('/workshop open lab:daemonsets channel:monday facilitators:monday-staff');
  expect(await again.text()).toMatch(/belongs to the workshop Monday class\.\n→ Close that first/);
  const unknown = await flo.types('/workshop open lab:nothing channel:monday');
  expect(await unknown.text()).toContain(
    '→ There are: daemonsets, config, deployments, jobs, namespaces, network-policies, pods, services, statefulsets, troubleshooting, two-days.',
  );
  const same = await flo.types('/workshop open lab:daemonsets channel:facilitators');
  expect(await same.text()).toContain('need a channel each');
});

test('each learner is in the workshop of the channel that they type in, with its lab and a sandbox of its own', async () => {
  const ada = await person('ada');
  const grace = await person('grace', 'monday');
  const announced = await untilSeen(grace, 'monday', [/the workshop is open/]);
  const joins = async () => (await grace.presses(announced, 'Join')).answered();
  const [first, second] = await Promise.all([ada.types('/lab start'), joins()]);
  expect(await first.text()).toMatch(/labrador-open-\w+-\d+ ready/);
  expect(await second.text()).toMatch(/labrador-monday-class-\w{5}-[0-9a-f]{4}-\d+ ready/);
  expect(await (await ada.types('/lab steps')).text()).toContain('One Pod on every node');
  expect(await (await grace.types('/lab steps')).text()).not.toContain('One Pod on every node');
  await untilSeen(flo, 'monday', [/Everybody’s Pods/, /grace/]);
  const walls = (await flo.sees('monday')).filter(({content}) => content.includes('ada'));
  expect(walls).toEqual([]);
});

test('who finds no place waits in line, sees it, and gets a sandbox when somebody leaves', async () => {
  const linus = await person('linus', 'monday');
  const olga = await person('olga', 'monday');
  const waiting = await linus.types('/lab start');
  expect(await waiting.text()).toContain('You are next in line for a sandbox');
  const behind = await olga.types('/lab start');
  expect(await behind.text()).toContain('You are number 2 in line');
  await untilSeen(flo, 'monday-staff', [/2 in line for a sandbox/]);
  const grace = await person('grace', 'monday');
  await grace.types('/lab leave');
  expect(await waiting.until(/labrador-monday-class-\S+ ready/)).toContain('ready on');
  await behind.until(/You are next in line/);
  const left = await (await olga.presses(await behind.message(), 'Leave the line')).answered();
  expect(await left.text()).toContain('not in line');
  await untilSeen(flo, 'monday-staff', [/\*\*The class\*\* · 1 joined · 0 finished the lab · 0 stuck\n/]);
});

test('who leaves the line stays out of it, though an edit of their place was under way', async () => {
  const names = ['pia', 'quinn', 'rosa', 'sam', 'tess', 'uma', 'vera', 'walt'];
  const waiting = await Promise.all(
    names.map(async (name) => {
      const one = await person(name, 'monday');
      return {one, place: await one.types('/lab start')};
    }),
  );
  // longer than between two edits of one place
  await sleep(2_500);
  const [first, ...behind] = waiting;
  if (first === undefined) throw new Error('nobody waits');
  // one edit of each: the places of those behind, all at once, and what the first is answered
  const match = {method: 'PATCH', route: '/webhooks'};
  await room.page.post('/faults', {match, delayMs: 800, times: waiting.length});
  await first.one.presses(await first.place.message(), 'Leave the line');
  await Promise.all(
    behind.map(async ({one, place}, index) => {
      await sleep(200 + 100 * index);
      await (await one.presses(await place.message(), 'Leave the line')).answered();
      await place.until(/not in line/);
    }),
  );
  // longer than what was under way then takes
  await sleep(2_000);
  await room.page.delete('/faults');
  for (const {place} of waiting) expect(await place.text()).toContain('not in line');
});

test('more places let in who waits', async () => {
  const olga = await person('olga', 'monday');
  const waiting = await olga.types('/lab start');
  expect(await waiting.text()).toContain('next in line');
  const extended = await monday.types('/workshop extend capacity:5 minutes:30');
  expect(await extended.text()).toMatch(/at most 5/);
  await waiting.until(/ready on/);
  await untilSeen(flo, 'monday', [/goes on for 30 minutes more/]);
});

test('while a workshop is paused nothing of it runs and nothing is lost; others go on', async () => {
  const linus = await person('linus', 'monday');
  await monday.types('/workshop pause');
  await untilSeen(flo, 'monday', [/The workshop is paused/]);
  await untilSeen(flo, 'monday-staff', [/⏸ \*\*Paused\*\*/]);
  const typed = await linus.sends('/kubectl command:get pods');
  const then = await linus.sends('/kubectl command:get services');
  await typed.until(/⏳ The workshop is paused\./);
  await then.until(/paused.*1 of your commands is ahead/);
  const ada = await person('ada');
  expect(await (await ada.types('/kubectl command:get pods')).text()).toContain('No resources found');
  expect(await typed.text()).toContain('paused');
  await monday.types('/workshop resume');
  await typed.until(/No resources found/);
  await then.until(/No resources found/);
});

test('answers are seen by the whole channel where the workshop was opened so', async () => {
  await room.page.addChannel('open-air');
  await room.page.addChannel('open-air-staff', 'facilitator');
  const air = flo.in('open-air-staff');
  await air.types('/workshop open lab:daemonsets channel:open-air replies:public');
  const hugo = await person('hugo', 'open-air');
  await hugo.types('/lab start');
  const answer = await hugo.types('/kubectl command:get pods');
  expect((await answer.message()).ephemeral).toBe(false);
  const wrong = await hugo.types('/kubectl command:frobnicate');
  expect((await wrong.message()).ephemeral).toBe(true);
  const ada = await person('ada', 'open-air');
  expect((await ada.sees()).some(({id}) => id === undefined)).toBe(false);
  expect((await ada.sees()).map(({content}) => content).join()).toContain('kubectl get pods');
});

test('the doctor looks at chat, cluster and Redis, and says what to do', async () => {
  const typedAt = Date.now();
  const answer = await monday.types('/workshop doctor learners:500');
  const text = await answer.until(/\d+ passed/);
  expect(Date.now() - typedAt).toBeLessThan(10_000);
  // nobody looks at a reply that says nothing
  expect((await answer.history())[0]).toMatch(
    /⏳ \d+ of 15 checks are done\n(?:⏳ .*\n)*⏳ \*\*NetworkPolicies\*\* \w+/,
  );
  expect(text).toMatch(/^\*\*Monday class\*\*: \d+ to be mended before a class/);
  expect(text).toContain('There is a role facilitator.');
  expect(text).toMatch(/❌ \*\*room\*\* \d+ learners fit; 500 are expected\..* → Add nodes/);
  for (const passed of [
    'Channel of participants',
    'Threads',
    'Facilitators',
    'Kubernetes version',
    'node agents',
    'processes',
    'rights',
    'NetworkPolicies',
  ]) {
    expect(text).toContain(`✅ **${passed}**`);
  }
  expect(text).not.toContain('❔');
});

test('closing asks first, removes every sandbox, tells what is left, and frees the channels', async () => {
  const question = await monday.types('/workshop close');
  expect(await question.text()).toContain('2 sandboxes are removed');
  await (await monday.presses(await question.message(), 'Close it')).answered();
  await untilSeen(
    flo,
    'monday-staff',
    [/\*\*Monday class is closed\.\*\* 2 sandboxes removed/, /Nothing is left behind/],
    {
      withinMs: 60_000,
    },
  );
  const {body} = await room.labrador.admin.as(undefined).request({path: '/api/v1/namespaces'});
  expect(JSON.stringify(body)).not.toContain('labrador-monday');
  const linus = await person('linus', 'monday');
  // the report comes before it is closed: whoever goes on with closing says no more of it
  await waitUntil('it is closed', async () => {
    const refused = await (await linus.types('/lab start')).text();
    return refused.includes('No workshop is open here') ? true : undefined;
  });
  const exported = await monday.types('/workshop export');
  expect((await exported.message()).attachments.map(({filename}) => filename)).toEqual([
    'progress.csv',
    'commands.csv',
    'record.json',
  ]);
  const anew = await monday.types('/workshop open lab:daemonsets channel:monday name:Monday class');
  expect(await anew.text()).toContain('🟢 open');
});

test('a workshop closes by itself at its end, and a sandbox goes at its own', async () => {
  for (const name of ['short', 'brief']) {
    await room.page.addChannel(name);
    await room.page.addChannel(`${name}-staff`, 'facilitator');
  }
  await flo.in('short-staff').types('/workshop open lab:daemonsets channel:short minutes:1');
  await flo.in('brief-staff').types('/workshop open lab:daemonsets channel:brief sandbox-minutes:1');
  await untilSeen(flo, 'short', [/The workshop ends <t:\d+:R>/]);
  const nora = await person('nora', 'short');
  const pia = await person('pia', 'brief');
  await Promise.all([nora.types('/lab start'), pia.types('/lab start')]);
  await untilSeen(flo, 'short-staff', [/is closed\.\*\* 1 sandbox removed/], {withinMs: 90_000});
  await untilSeen(flo, 'brief-staff', [/Removed expired 1 sandbox\*\* · 1 done/], {withinMs: 30_000});
  expect(await (await pia.types('/kubectl command:get pods')).text()).toContain('You have no sandbox yet');
}, 150_000);
