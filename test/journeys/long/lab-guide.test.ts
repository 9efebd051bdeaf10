import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

const apply = '▶ apply -f …/nginx';

async function joins(name: string): Promise<{person: Person; card: ShownMessage}> {
  const person = await labrador.chat.join(name);
  const started = await (await person.types('/lab start')).message();
  const card = await (await person.presses(started, 'Show the first step')).answered();
  return {person, card: await card.message()};
}

/** The message as it is once its text matches. */
const until = async (person: Person, id: string, pattern: RegExp): Promise<ShownMessage> =>
  waitUntil(`${person.name} sees ${String(pattern)}`, async () => {
    const message = (await person.sees()).find((candidate) => candidate.id === id);
    return message !== undefined && pattern.test(message.content) ? message : undefined;
  });

describe('the card of a step', () => {
  test('runs its lines by buttons, follows what they come to, and leads on in place', async () => {
    const {person, card} = await joins('ada');
    expect(card.content).toContain('### One Pod on every node');
    expect(card.content).toContain('step 1 of 9');
    expect(card.content).toContain('⬜ The DaemonSet has a ready Pod on each of its nodes');
    const applied = await (await person.presses(card, apply)).answered();
    expect(await applied.text()).toContain('daemonset.apps/nginx created');
    const passed = await until(person, card.id, /^### ✅/);
    expect(passed.content).toMatch(/✅ The DaemonSet has a ready Pod/);
    const next = await person.presses(passed, 'Next ▶');
    await next.answered();
    const moved = await until(person, card.id, /### An update that breaks the app/);
    expect(moved.content).toContain('🔮');
  });

  test('runs what changes something once, however often its button is pressed', async () => {
    const {person, card} = await joins('bert');
    await (await person.presses(card, apply)).answered();
    const again = await (await (await person.presses(card, apply)).answered()).message();
    expect(again.content).toContain('ran it already');
    const repeated = await (await person.presses(again, 'Run it again')).answered();
    expect(await repeated.text()).toMatch(/daemonset.apps\/nginx (?:unchanged|configured)/);
    expect(await (await (await person.presses(again, 'Run it again')).answered()).text()).toContain('ran it already');
    const looked = await (await person.presses(card, '▶ get daemonset')).answered();
    expect(await looked.text()).toContain('nginx');
    expect(await (await (await person.presses(card, '▶ get daemonset')).answered()).text()).toContain('nginx');
  });

  test('stays on the step that somebody went on to, though an edit of the one before was under way', async () => {
    const {chat} = labrador;
    const names = ['hal', 'ivy', 'jan', 'kim', 'lee', 'max', 'ned', 'oda'];
    const started = await Promise.all(
      names.map(async (name) => {
        const person = await chat.join(name);
        return {person, message: await (await person.types('/lab start')).message()};
      }),
    );
    await chat.post('/faults', {match: {method: 'PATCH', route: '/webhooks'}, delayMs: 700, times: 1_000_000});
    const gone = await Promise.all(
      started.map(async ({person, message}, index) => {
        const card = await (await (await person.presses(message, 'Show the first step')).answered()).message();
        // a card is edited for the first time a moment after it is shown
        await sleep(150 * index);
        const answer = await (await person.presses(card, 'Next ▶')).answered();
        await until(person, card.id, /### An update that breaks the app/);
        return answer;
      }),
    );
    // longer than what was under way then takes
    await sleep(3_000);
    await chat.delete('/faults');
    for (const answer of gone) {
      const titles = (await answer.history()).map((text) =>
        text.includes('An update that breaks') ? 'next' : 'first',
      );
      expect(titles.slice(titles.indexOf('next'))).not.toContain('first');
    }
  });

  test('shows what a check saw when it is asked for', async () => {
    const {person} = await joins('carl');
    const checked = await (await person.types('/lab check')).text();
    expect(checked).toMatch(/⬜ The DaemonSet has .*\n-# desired – · ready – · daemonsets has no nginx/);
    expect(checked).toMatch(/Checked <t:\d+:T>/);
  });

  test('keeps a prediction, and tells afterwards what came true', async () => {
    const {person, card} = await joins('dora');
    await (await person.presses(card, apply)).answered();
    await until(person, card.id, /^### ✅/);
    await (await person.presses(await until(person, card.id, /Done/), 'Next ▶')).answered();
    const second = await until(person, card.id, /### An update/);
    await (await person.presses(second, 'It stays online with the old Pod')).answered();
    const predicted = await until(person, card.id, /You said: It stays online/);
    await (await person.presses(predicted, '▶ apply -f …/update-bad')).answered();
    const passed = await until(person, card.id, /^### ✅/);
    expect(passed.content).toContain('You said: It stays online with the old Pod. The old Pod went');
  });
});

describe('help with a step', () => {
  test('speaks to the sandbox first, then goes through the hints, and ends at the solution, which is noted', async () => {
    const {person} = await joins('emil');
    const first = await (await person.types('/lab hint')).message();
    expect(first.content).toContain('What your sandbox shows');
    const second = await (await (await person.presses(first, 'Another hint')).answered()).message();
    expect(second.content).toContain('hint 1 of 2');
    const third = await (await (await person.presses(second, 'Another hint')).answered()).message();
    const asked = await (await (await person.presses(third, 'Solution')).answered()).message();
    expect(asked.content).toContain('It is noted that you saw it');
    await (await person.presses(asked, 'Show it')).answered();
    const shown = await until(person, asked.id, /### Solution/);
    expect(shown.content).toContain('kubectl apply -f labs/daemonsets/specs/nginx');
    expect(await (await person.types('/lab steps')).text()).toContain(
      '▶️ 1. One Pod on every node (2 hints, solution seen)',
    );
  });

  test('begins a step again from an emptied sandbox', async () => {
    const {person, card} = await joins('fay');
    await (await person.presses(card, apply)).answered();
    const passed = await until(person, card.id, /^### ✅/);
    await (await person.presses(passed, 'Next ▶')).answered();
    await until(person, card.id, /### An update/);
    await person.types('/kubectl command:delete svc --all');
    const question = await (await person.types('/lab reset')).message();
    const reset = await (await person.presses(question, 'Back to the start of this step')).answered();
    expect(await reset.text()).toContain('daemonset.apps "nginx" deleted');
    expect(await (await person.types('/kubectl command:get svc')).output()).toContain('nginx-np');
    expect(await (await (await person.presses(question, 'Empty it')).answered()).text()).toContain('/lab reset');
    expect(await (await person.types('/lab steps')).text()).toContain('✅ 1. One Pod on every node');
  });
});

describe('where no card is kept current', () => {
  test('the channel tells that a step is passed, and a button shows everybody their own', async () => {
    const person = await labrador.chat.join('gina');
    await person.types('/lab start');
    await person.types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
    const told = await waitUntil('the channel tells of gina', async () =>
      (await person.sees()).find(({content}) => content.includes(`<@${person.id}> One Pod on every node`)),
    );
    expect(told.ephemeral).toBe(false);
    const other = await labrador.chat.join('ada');
    const card = await (await (await other.presses(told, 'Show my step')).answered()).message();
    expect(card.ephemeral).toBe(true);
    expect(card.content).toMatch(/step \d of 9/);
  });

  test('so is who does not go on from a card, which their client may have lost; who goes on is not', async () => {
    const [ida, jana] = [await joins('ida'), await joins('jana')];
    await labrador.chat.post('/users/ida/restart', {});
    for (const {person} of [ida, jana]) await person.types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
    const passed = await until(jana.person, jana.card.id, /^### ✅/);
    await (await jana.person.presses(passed, 'Next ▶')).answered();
    const tells = async (person: Person): Promise<boolean> =>
      (await ida.person.sees()).some(
        ({content, ephemeral}) => !ephemeral && content.includes(`<@${person.id}> One Pod on every node`),
      );
    await waitUntil('the channel tells of ida', async () => (await tells(ida.person)) || undefined, {withinMs: 90_000});
    expect(await tells(jana.person)).toBe(false);
  });
});

test('who leaves and comes back begins anew, whatever was seen in the sandbox before', async () => {
  const {person, card} = await joins('hugo');
  await (await person.presses(card, apply)).answered();
  const passed = await until(person, card.id, /^### ✅/);
  await (await person.presses(passed, 'Next ▶')).answered();
  await (await person.presses(await until(person, card.id, /### An update/), '▶ apply -f …/update-bad')).answered();
  await until(person, card.id, /^### ✅ An update/);
  await person.types('/lab leave');
  const again = await joins('hugo');
  expect(again.card.content).toContain('### One Pod on every node');
  await (await person.presses(again.card, apply)).answered();
  await until(person, again.card.id, /^### ✅/);
  expect(await (await person.types('/lab steps')).text()).toContain('⬜ 2. An update that breaks the app');
});
