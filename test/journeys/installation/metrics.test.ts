import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {askHealth, scrape, type Scrape} from '#test/support/scrape.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let processes: Processes;
let bot: Awaited<ReturnType<Processes['start']>>;
let worker: Awaited<ReturnType<Processes['start']>>;

beforeAll(async () => {
  processes = await openProcesses(await emulatedCluster());
  bot = await processes.start('bot');
  worker = await processes.start('worker');
});
afterAll(async () => processes?.close());

type Wanted = Readonly<Record<string, number>>;

/** Scrapes until all have these values: `name` or `name{label="value"}`. */
async function untilScraped(process: {output: () => string}, wanted: Wanted): Promise<Scrape> {
  let seen: Record<string, number | undefined> = {};
  return waitUntil(
    'the metrics are so',
    async () => {
      const found = await scrape(process.output());
      seen = Object.fromEntries(Object.keys(wanted).map((one) => [one, valueOf(found, one)]));
      return Object.entries(wanted).every(([one, value]) => seen[one] === value) ? found : undefined;
    },
    {seen: () => seen},
  );
}

function valueOf(found: Scrape, written: string): number | undefined {
  const [name = '', labels = ''] = written.split(/[{}]/);
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
  return found.value(name, Object.fromEntries(pairs));
}

test('of a class its bot and its worker tell who is there, who waits, and how long it took', async () => {
  const flo = (await processes.chat.join('flo', ['facilitator'])).in('facilitators');
  const [ada, grace, linus] = await Promise.all(
    ['ada', 'grace', 'linus'].map(async (name) => processes.chat.join(name)),
  );
  if (ada === undefined || grace === undefined || linus === undefined) throw new Error('nobody came');
  await flo.types('/workshop extend capacity:2');
  await Promise.all([ada.types('/lab start'), grace.types('/lab start')]);
  await linus.types('/lab start');
  await ada.types('/kubectl command:get pods');
  await grace.types('/help-me what:why');
  await untilScraped(bot, {
    labrador_leading: 1,
    'labrador_workshops{state="open"}': 1,
    labrador_learners: 2,
    labrador_learners_in_line: 1,
    'labrador_help_requests{state="waiting"}': 1,
    'labrador_commands_in_line{state="waiting"}': 0,
    'labrador_build_info{role="bot"}': 1,
  });
  const ofWorker = await untilScraped(worker, {
    'labrador_commands_total{kind="start",result="done"}': 2,
    'labrador_commands_total{kind="get",result="done"}': 1,
    'labrador_command_run_seconds_count{kind="get"}': 1,
    labrador_command_wait_seconds_count: 3,
    'labrador_build_info{role="worker"}': 1,
  });
  expect(ofWorker.value('labrador_cluster_request_seconds_count', {kind: 'write', code: '2xx'})).toBeGreaterThan(10);
  expect(ofWorker.value('labrador_leading')).toBeUndefined();
  const ofBot = await scrape(bot.output());
  expect(ofBot.value('labrador_first_answer_seconds_count', {kind: 'answer'})).toBeGreaterThanOrEqual(6);
  expect(ofBot.value('labrador_cluster_request_seconds_count', {kind: 'watch', code: '2xx'})).toBeGreaterThan(3);

  await flo.types('/workshop pause');
  const typed = await ada.sends('/kubectl command:get pods');
  await typed.until(/The workshop is paused/);
  await untilScraped(bot, {
    'labrador_workshops{state="paused"}': 1,
    'labrador_workshops{state="open"}': 0,
    'labrador_commands_in_line{state="paused"}': 1,
    labrador_oldest_waiting_command_seconds: 0,
  });
  await flo.types('/workshop resume');
  await typed.until(/No resources found/);
});

test('a worker that is away is seen by what waits in line', async () => {
  const ada = await processes.chat.join('ada');
  await worker.terminate();
  const typed = await ada.sends('/kubectl command:get pods');
  const waits = await untilScraped(bot, {'labrador_commands_in_line{state="waiting"}': 1});
  expect(waits.value('labrador_oldest_waiting_command_seconds')).toBeGreaterThan(0);
  worker = await processes.start('worker');
  await typed.until(/No resources found/);
  await untilScraped(bot, {
    'labrador_commands_in_line{state="waiting"}': 0,
    labrador_oldest_waiting_command_seconds: 0,
  });
});

test('what is away is 0 in labrador_up and missing in /readyz, by the same word; it comes back', async () => {
  await untilScraped(bot, {
    'labrador_up{part="redis"}': 1,
    'labrador_up{part="chat"}': 1,
    'labrador_up{part="cluster"}': 1,
    'labrador_up{part="gateway"}': 1,
    'labrador_up{part="watch"}': 1,
    'labrador_up{part="lease"}': 1,
  });
  expect(await askHealth(bot.output(), '/readyz?verbose')).toBe(
    '[+]redis ok\n[+]cluster ok\n[+]rights ok\n[+]chat ok\n[+]lease ok\n[+]gateway ok\n[+]watch ok\nreadyz check passed\n',
  );
  processes.redis.pause();
  try {
    await untilScraped(bot, {'labrador_up{part="redis"}': 0, 'labrador_up{part="chat"}': 1});
    await untilScraped(worker, {'labrador_up{part="redis"}': 0});
    expect(await askHealth(worker.output(), '/readyz?verbose')).toBe(
      '[-]redis missing\n[+]cluster ok\n[+]rights ok\n[+]chat ok\nreadyz check failed\n',
    );
  } finally {
    processes.redis.resume();
  }
  await untilScraped(bot, {'labrador_up{part="redis"}': 1, 'labrador_up{part="lease"}': 1, labrador_leading: 1});
  // silent until that is taken away again: bot and worker both ask, nobody knows how often
  await processes.chat.post('/faults', {match: {route: '/gateway'}, delayMs: 15_000, times: 1_000});
  await untilScraped(bot, {'labrador_up{part="chat"}': 0, 'labrador_up{part="gateway"}': 1});
  expect(await askHealth(bot.output(), '/readyz')).toBe('not ready: chat\n');
  await processes.chat.delete('/faults');
  await untilScraped(bot, {'labrador_up{part="chat"}': 1});
});
