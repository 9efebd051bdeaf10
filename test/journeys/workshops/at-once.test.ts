import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

let room: TestClass;
let flo: Person;
let fay: Person;

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  fay = (await room.page.join('fay', ['facilitator'])).in('facilitators');
  for (const name of ['red', 'blue', 'green']) {
    await room.page.addChannel(name);
    await room.page.addChannel(`${name}-staff`, 'facilitator');
  }
});
afterAll(async () => room?.close());

/** What is typed in the same moment, by each in their channel; what they read. */
const atOnce = async (...typed: readonly (readonly [Person, string])[]): Promise<string[]> => {
  const answers = await Promise.all(typed.map(async ([person, line]) => person.sends(line)));
  return Promise.all(answers.map(async (answer) => (await answer.answered()).text()));
};

test('of workshops that are opened at once for one channel, one is opened, whatever the channel is to each', async () => {
  // each two of them want one channel, whichever comes first
  const answers = await atOnce(
    [flo, '/workshop open lab:daemonsets channel:red facilitators:red-staff name:One'],
    [fay, '/workshop open lab:daemonsets channel:red facilitators:blue name:Two'],
    [flo, '/workshop open lab:troubleshooting channel:blue facilitators:red-staff name:Three'],
    [fay, '/workshop open lab:daemonsets channel:red-staff facilitators:blue name:Four'],
  );
  expect(answers.filter((answer) => answer.includes('🟢 open'))).toHaveLength(1);
  expect(answers.filter((answer) => /belongs to the workshop \w+\.\n→ Close that first/.test(answer))).toHaveLength(3);
  const walls = async (): Promise<number> => {
    const seen = await Promise.all(['red', 'blue', 'red-staff'].map(async (channel) => flo.sees(channel)));
    return seen.flat().filter(({content}) => content.includes('Everybody’s Pods')).length;
  };
  await waitUntil('the wall is there', async () => ((await walls()) > 0 ? true : undefined));
  expect(await walls()).toBe(1);
});

test('what two facilitators change at once is changed by both', async () => {
  const green = [flo.in('green-staff'), fay.in('green-staff')] as const;
  await green[0].types('/workshop open lab:daemonsets channel:green minutes:10');
  await atOnce([green[0], '/workshop extend minutes:60'], [green[1], '/workshop extend minutes:300 capacity:3']);
  const shown = await (await green[0].types('/workshop status')).text();
  const endsAt = Number(/Ends: .*?<t:(?<at>\d+)/.exec(shown)?.groups?.['at']) * 1_000;
  expect((endsAt - Date.now()) / 60_000).toBeGreaterThan(365);
  expect(shown).toContain('at most 3');
});

test('what is said of a workshop that is paused, resumed and closed at once is what becomes of it', async () => {
  const [green, other] = [flo.in('green-staff'), fay.in('green-staff')];
  const question = await (await green.types('/workshop close')).message();
  const otherQuestion = await (await other.types('/workshop close')).message();
  const sent = await Promise.all([
    green.sends('/workshop pause'),
    green.presses(question, 'Close it'),
    other.sends('/workshop pause'),
    other.sends('/workshop resume'),
    other.presses(otherQuestion, 'Close it'),
    green.sends('/workshop extend minutes:5'),
    other.sends('/workshop pause'),
  ]);
  const answers = await Promise.all(sent.map(async (answer) => (await answer.answered()).text()));
  expect(answers.filter((answer) => answer.includes('Closing. The report follows'))).toHaveLength(1);
  const report = await untilSeen(flo, 'green-staff', [/ is closed\.\*\*/], {withinMs: 60_000});
  expect(report.content).not.toContain('paused');
  // the report is posted first: its channels are free a moment later
  await waitUntil('no workshop is open in its channels any more', async () =>
    (await (await green.types('/workshop status')).text()).includes('No workshop is open here'),
  );
});

test('two facilitators who begin work in a sandbox at once do not work against each other', async () => {
  const ada = await room.page.join('ada');
  await ada.types('/lab start');
  const answers = await atOnce(
    [flo, '/workshop reset who:@ada'],
    [fay, '/workshop fast-forward step:3'],
    [fay, '/workshop reset'],
  );
  expect(
    answers.filter((answer) => answer.includes('Facilitators are at work in these sandboxes already.')),
  ).toHaveLength(2);
  await untilSeen(flo, 'facilitators', [/✅ \*\*(?:Reset|Moved on) 1 sandbox/], {withinMs: 60_000});
});

test('who asks for help is taken by one facilitator, in one thread, however many press at once', async () => {
  const ada = await room.page.join('ada');
  await ada.types('/help-me what:It does not work');
  const request = await untilSeen(flo, 'facilitators', [/🙋 .*It does not work/]);
  const pressed = await Promise.all([
    flo.presses(request, 'Take'),
    fay.presses(request, 'Take'),
    flo.presses(request, 'Take'),
    fay.presses(request, 'Take'),
  ]);
  const answers = await Promise.all(pressed.map(async (answer) => (await answer.answered()).text()));
  const threads = new Set(answers.flatMap((answer) => /<#\d+>/.exec(answer)?.[0] ?? []));
  expect(threads.size).toBe(1);
  expect(answers.filter((answer) => / is on it already/.test(answer))).toHaveLength(2);
});

test('a request for help that is taken while its learner says more keeps its facilitator, and ends once', async () => {
  const bob = await room.page.join('bob');
  await bob.types('/lab start');
  await bob.types('/help-me what:First words');
  const request = await untilSeen(flo, 'facilitators', [/🙋 .*First words/]);
  const saysMore = async (): Promise<void> => {
    for (const words of ['Second', 'Third']) await bob.sends(`/help-me what:${words} words`);
  };
  const [taken] = await Promise.all([flo.presses(request, 'Take'), saysMore()]);
  await taken.answered();
  const shown = await waitUntil('the request has its facilitator and the last words', async () =>
    (await flo.sees('facilitators')).findLast(({content}) => content.includes('bob') && /Third words/.test(content)),
  );
  expect(shown.content).toContain('flo');
  const requests = (await flo.sees('facilitators')).filter(({content}) => /^\S+ \*\*bob\*\* .*words/.test(content));
  expect(requests).toHaveLength(1);
});
