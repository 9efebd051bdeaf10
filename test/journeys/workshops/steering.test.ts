import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let room: TestClass;
let flo: Person;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  ada = await room.page.join('ada');
  grace = await room.page.join('grace');
  await Promise.all([ada.types('/lab start'), grace.types('/lab start')]);
  await ada.types('/kubectl command:apply -f labs/daemonsets/specs/nginx/update-bad');
  await ada.types('/kubectl command:get nonsense');
});
afterAll(async () => room?.close());

const fileOf = async (who: string): Promise<ShownMessage> =>
  (await flo.types(`/workshop learner who:@${who}`)).message();

test('a learner can be looked up: their step, Pods, events, last commands and answers', async () => {
  const {content} = await fileOf('ada');
  expect(content).toMatch(/\*\*ada\*\* <@\d+> · step 1\/9 One Pod on every node/);
  expect(content).toMatch(/nginx-\S+ — \*\*\S+\*\*/);
  expect(content).toMatch(/\*\*Events\*\*\n-# . <t:\d+:R> \S+ (?:Pod|DaemonSet)\//);
  expect(content).toMatch(/\*\*Last commands\*\*\n✗ \S+ `\/kubectl command:get nonsense` <t:\d+:R>\n-# `/);
  expect(content).toMatch(
    /✓ `kubectl apply -f labs\/daemonsets\/specs\/nginx\/update-bad` <t:\d+:R>\n-# `daemonset.apps\/nginx created`/,
  );
});

test('a command that only reads runs in their sandbox beside theirs; one that changes something is refused', async () => {
  const file = await fileOf('ada');
  const opened = await flo.presses(file, 'Run a command that only reads');
  await opened.answered();
  const looked = await flo.fills(opened, {text: 'get daemonsets'});
  expect(await looked.output()).toMatch(/NAME\s+DESIRED/);
  const again = await flo.presses(file, 'Run a command that only reads');
  await again.answered();
  const refused = await flo.fills(again, {text: 'delete daemonset nginx'});
  expect(await refused.text()).toContain('This changes something, and the sandbox is theirs.');
  const {content} = await fileOf('ada');
  expect(content).not.toContain('`kubectl get daemonsets`');
});

test('a reset of one sandbox is announced to its learner and shown as it goes', async () => {
  await (await flo.presses(await fileOf('ada'), 'Reset to the start of the step')).answered();
  const told = await untilSeen(flo, 'workshop', [/A facilitator resets your sandbox/]);
  expect(told.mentions.map(({name}) => name)).toEqual(['ada']);
  await untilSeen(flo, 'facilitators', [/✅ \*\*Reset 1 sandbox\*\* · 1 done/]);
  expect(await (await ada.types('/kubectl command:get daemonsets')).text()).toContain('No resources found');
});

test('a learner is moved to a step by playing the solutions before it', async () => {
  await (await flo.chooses(await fileOf('grace'), (await steps())[2] ?? '')).answered();
  await untilSeen(flo, 'workshop', [/A facilitator moves your sandbox to step 3/]);
  await untilSeen(flo, 'facilitators', [/✅ \*\*Moved on 1 sandbox: step 3\*\* · 1 done/], {withinMs: 60_000});
  const shown = await (await grace.types('/lab show')).text();
  expect(shown).toContain('step 3 of 9');
  expect(await (await grace.types('/lab steps')).text()).toMatch(/✅.*\n.*✅/);
});

async function steps(): Promise<string[]> {
  const file: unknown = (await fileOf('grace')).components;
  return [...JSON.stringify(file).matchAll(/"value":"([a-z0-9-]+)"/g)]
    .map(([, value]) => value ?? '')
    .toSpliced(0, 0, '');
}

test('all who are behind are moved on, with how far it is; the rest of it can be cancelled', async () => {
  expect(await flo.suggestions('/workshop fast-forward step:4')).toEqual(['4']);
  const moved = await flo.types('/workshop fast-forward step:4');
  expect(await moved.text()).toContain('Moving 2 to step 4');
  const again = await flo.types('/workshop reset');
  expect(await again.text()).toContain('Facilitators are at work in these sandboxes already.');
  const progress = await untilSeen(flo, 'facilitators', [/⚙ \*\*Moving on 2 sandboxes: step 4\*\*/]);
  await (await flo.presses(progress, 'Cancel the rest')).answered();
  await untilSeen(flo, 'facilitators', [/Moved on 2 sandboxes: step 4\*\* · .*cancelled/], {withinMs: 60_000});
});

test('words and hints reach the class, or those who are stuck', async () => {
  await flo.types('/workshop broadcast text:Coffee at ten @everyone');
  await untilSeen(ada, 'workshop', [/^📣 Coffee at ten/]);
  const asked = await flo.types('/workshop broadcast');
  await flo.fills(asked, {text: 'Lunch:\n- soup\n- bread'});
  await untilSeen(ada, 'workshop', [/^📣 Lunch:\n- soup\n- bread$/]);
  expect(await (await flo.types('/workshop hint to:stuck')).text()).toContain('Nobody is stuck');
  await flo.fills(await flo.types('/workshop hint to:all window:true'), {text: 'Look at the labels:\n- of the Pods'});
  await untilSeen(ada, 'workshop', [/^💡 \nLook at the labels:\n- of the Pods$/]);
  await flo.types('/workshop hint to:all');
  const hint = await untilSeen(ada, 'workshop', [/💡 There is a hint for the step/]);
  expect(await (await (await ada.presses(hint, 'Show my hint')).answered()).text()).toMatch(/💡/);
});

test('who asks for help is seen with their state, taken into a private thread, and off the line when that is closed', async () => {
  const asked = await ada.types('/help-me what:My Pod does not come up');
  expect(await asked.text()).toContain('You are next in line for help');
  const behind = await grace.types('/help-me');
  expect(await behind.text()).toContain('You are number 2 in line');
  const request = await untilSeen(flo, 'facilitators', [/🙋 \*\*ada\*\* .*My Pod does not come up\nStep \d\/9/]);
  await untilSeen(flo, 'facilitators', [/\*\*Asks for help\*\*, the longest first\n🙋 \*\*ada\*\* step/]);
  const taken = await (await flo.presses(request, 'Take')).answered();
  expect(await taken.text()).toMatch(/^<#\d+> is open for ada and you\./);
  await asked.until(/👤 flo is with you in <#\d+>/);
  await behind.until(/You are next in line for help/);
  const threadId = /<#(?<id>\d+)>/.exec(await taken.text())?.groups?.['id'] ?? '';
  const [first] = await ada.sees(threadId);
  expect(first?.content).toContain('flo is here to help you');
  await expect(grace.sees(threadId)).rejects.toThrow('does not see');
  await (await flo.in(threadId).presses(first ?? request, 'Done: close this thread')).answered();
  await untilSeen(flo, 'facilitators', [/☑ \*\*ada\*\* .*\nDone\./]);
  const found = await (await grace.presses(await behind.message(), 'I found it myself')).answered();
  expect(await found.text()).toContain('not in line for help');
});

test('where the chat throttles threads, help is given by private answers', async () => {
  await room.page.post('/faults', {
    match: {method: 'POST', route: `/channels/${room.chat.channels.workshop}/threads`},
    status: 429,
    retryAfter: 240,
    times: 3,
  });
  const asked = await ada.types('/help-me what:Again');
  const request = await untilSeen(flo, 'facilitators', [/🙋 .*Again/]);
  const taken = await (await flo.presses(request, 'Take')).answered();
  expect(await taken.text()).toContain('The chat gives no thread just now');
  await asked.until(/takes care of you/);
  const opened = await flo.presses(await taken.message(), 'Answer privately');
  await opened.answered();
  await flo.fills(opened, {text: 'Look at the events.'});
  const mention = await untilSeen(ada, 'workshop', [/a facilitator has answered you/]);
  expect(mention.content).not.toContain('Look at the events');
  expect(await (await (await ada.presses(mention, 'Show the answer')).answered()).text()).toContain(
    'Look at the events.',
  );
  expect(await (await (await grace.presses(mention, 'Show the answer')).answered()).text()).toContain(
    'somebody else’s',
  );
});

test('everybody gets what is kept about them, and can have it deleted', async () => {
  const own = await ada.types('/me export');
  expect(await own.file()).toContain('kubectl apply -f labs/daemonsets/specs/nginx/update-bad');
  expect(await own.file()).not.toContain(grace.id);
  expect(await (await ada.types('/me forget')).text()).toMatch(
    /You have a sandbox in open.*\n→ Type \/lab leave first/,
  );
  await ada.types('/lab leave');
  const question = await ada.types('/me forget');
  expect(await (await (await ada.presses(await question.message(), 'Delete it')).answered()).text()).toContain(
    'Deleted.',
  );
  expect(await (await ada.types('/me export')).text()).toContain('Nothing is kept about you.');
  const exported = await flo.types('/workshop export');
  const files = (await exported.message()).attachments;
  for (const {url} of files) expect(await (await fetch(url)).text()).not.toContain(ada.id);
  const progress = await (await fetch(files[0]?.url ?? '')).text();
  expect(progress).toMatch(/^learner_id,learner_name,step_number,.*\r\n\d+,grace,1,.*,\d{4}-\d\d-\d\dT.*Z,\d+,0,/);
});
