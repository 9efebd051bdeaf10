import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openHelpThread} from '#commands/menu/open-help-thread.ts';
import {showLearner} from '#commands/menu/show-learner.ts';
import {workshopCommand} from '#commands/workshop/index.ts';
import {facilitatorButtons, type FacilitatorButton} from '#src/views/facilitators/facilitator-buttons.ts';
import type {Answer, Person, ShownMessage} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

const refusal = 'This is for those who have the role facilitator.';

let room: TestClass;
let flo: Person;
let ada: Person;

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  ada = await room.page.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => room?.close());

/** What a required option takes. */
const values: Readonly<Record<string, string>> = {
  lab: 'daemonsets',
  channel: 'workshop',
  who: '@ada',
  text: 'hello',
  to: 'all',
  step: '3',
};

const lines = workshopCommand.definition.options.map(({name, options}) => {
  const required = options.filter((option) => option.required === true).map((option) => option.name);
  return ['/workshop', name, ...required.map((option) => `${option}:${values[option] ?? ''}`)].join(' ');
});

test('every subcommand is tried with all that it needs', () => {
  const kinds = new Set(workshopCommand.definition.options.map(({type}) => type));
  expect(kinds).toEqual(new Set([ApplicationCommandOptionType.Subcommand]));
  expect(lines).toContain('/workshop learner who:@ada');
});

test('a participant is not offered what is for facilitators', async () => {
  await expect(ada.types('/workshop status')).rejects.toThrow('There is no command /workshop');
  for (const {definition} of [showLearner, openHelpThread])
    await expect(ada.choosesOn(flo, definition.name)).rejects.toThrow(`ada is offered no ${definition.name}`);
});

test.each(lines)('who is offered it, and has not the role, is refused %s', async (line) => {
  const olga = await room.page.join('olga', ['admin']);
  expect(await (await olga.types(line)).text()).toContain(refusal);
});

test.each([showLearner, openHelpThread])('and $definition.name too', async ({definition}) => {
  const olga = await room.page.join('olga', ['admin']);
  const refused = await (await olga.choosesOn(ada, definition.name)).answered();
  expect(await refused.text()).toContain(refusal);
});

test('nothing of that was done', async () => {
  const posted = (await ada.sees()).map(({content}) => content).filter((content) => /^[📣💡⏸🔄⏩🔚]/u.test(content));
  // what the bot says of its own accord, as the workshop is open from the start
  expect(posted).toEqual([expect.stringContaining('the workshop is open')]);
  expect(await (await flo.types('/workshop status')).text()).toContain('**open** · 🟢 open');
  expect(await (await ada.types('/kubectl command:get pods')).text()).toContain('No resources found');
});

/** Runs `act` with a flo who has lost the role since. */
async function withoutRole(act: () => Promise<Answer>): Promise<string> {
  await room.page.join('flo', []);
  try {
    return await (await (await act()).answered()).text();
  } finally {
    await room.page.join('flo', ['facilitator']);
  }
}

const buttonsOf = ({components}: ShownMessage): {custom_id: string; label?: string | undefined}[] =>
  components.flatMap((row) => row.components);

test('no button, list or window of a facilitator works for who has the role no more, wherever it is', async () => {
  // so that who has lost the role still sees the messages: what the chat lets people see is not what protects
  await room.page.addChannel('glass');
  await room.page.addChannel('glass-staff');
  const glass = flo.in('glass-staff');
  await glass.types('/workshop open lab:daemonsets channel:glass');
  const bert = (await room.page.join('bert')).in('glass');
  await bert.types('/lab start');
  const file = await (await glass.types('/workshop learner who:@bert')).message();
  const close = await (await glass.types('/workshop close')).message();
  await bert.types('/help-me what:Please');
  const request = await untilSeen(flo, 'glass-staff', [/🙋 \*\*bert\*\*/]);
  const look = await glass.presses(file, 'Run a command that only reads');
  await look.answered();
  const tried = new Set<FacilitatorButton>();
  const note = (customId: string): void => {
    for (const [name, id] of Object.entries(facilitatorButtons)) {
      if (customId.startsWith(`${id}:`) && name in facilitatorButtons) tried.add(name as FacilitatorButton);
    }
  };
  const tryAll = async (message: ShownMessage): Promise<void> => {
    for (const {custom_id: customId, label} of buttonsOf(message)) {
      note(customId);
      const chosen = label === undefined ? [await secondStep(message)] : [];
      expect(await withoutRole(async () => glass.uses(message, customId, chosen))).toContain(refusal);
    }
  };
  for (const message of [file, close, request]) await tryAll(message);
  expect(await withoutRole(async () => glass.fills(look, {text: 'get pods'}))).toContain(refusal);

  await room.page.post('/faults', {
    match: {method: 'POST', route: `/channels/${await channelId('glass')}/threads`},
    status: 429,
    retryAfter: 240,
    times: 5,
  });
  const taken = await (await (await glass.presses(request, 'Take')).answered()).message();
  await tryAll(taken);
  const answer = await glass.presses(taken, 'Answer privately');
  await answer.answered();
  expect(await withoutRole(async () => glass.fills(answer, {text: 'hello'}))).toContain(refusal);

  await glass.types('/workshop pause');
  await glass.types('/workshop reset');
  await tryAll(await untilSeen(flo, 'glass-staff', [/⚙ \*\*Resetting 1 sandbox/]));
  await glass.types('/workshop resume');
  expect([...tried].sort()).toEqual(Object.keys(facilitatorButtons).sort());
  // bert is where he was, still asks, and his sandbox was only reset by who might
  expect(await (await glass.types('/workshop status')).text()).toContain('Joined: 1');
});

const secondStep = async (message: ShownMessage): Promise<string> =>
  Promise.resolve(/"value":"(?<step>[a-z0-9-]+)"/.exec(JSON.stringify(message))?.groups?.['step'] ?? '');

async function channelId(name: string): Promise<string> {
  const state = JSON.stringify(await room.page.get('/state'));
  return new RegExp(`"id":"(?<id>\\d+)","name":"${name}"`).exec(state)?.groups?.['id'] ?? '';
}
