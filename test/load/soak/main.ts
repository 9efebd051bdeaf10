import {setTimeout as sleep} from 'node:timers/promises';
import {percentile} from '../../../bench/percentile.ts';
import {answeredAfterMs} from '#test/support/answered-after-ms.ts';
import {ChatPage, type Answer, type Person} from '#test/support/chat-page.ts';
import {openStarts, untilReady} from '#test/support/starts.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {worstLines, type Sent} from './lines.ts';
import {memoryOf} from './memory-of.ts';

// npm run test:soak [-- MINUTES [SEED]]: `npm start` with six learners, five of whom send what they should not, and one who is
// measured. It fails when it takes too much memory, an answer never comes, or the last ones come later than the first.

const [minutes = 20, seed = 1] = process.argv.slice(2).map(Number);
const limits = {mebibytes: 600, slower: 1.5, sparedMs: 150} as const;
/** How long a learner takes from one line to the next, and the measured one from one answer to the next, in ms. */
const paceMs = 1_500;
const calmPaceMs = 2_000;
/** Lines of a learner that wait at a time: a person who sees nothing come sends no more. */
const mostOpen = 5;
/** How long the last answer may take, in ms: lines may wait as long as the longest operation for each before them. */
const lastAnswerMs = 600_000;
const memoryEveryMs = 2_000;
const wild = ['barbara', 'grace', 'linus', 'mallory', 'trudy'];

/** The same choices for the same seed. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function chooser(start: number): (count: number) => number {
  let state = start;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const send = async (person: Person, sent: Sent): Promise<Answer> =>
  'line' in sent ? person.sends(sent.line) : person.sends('/apply', {file: {name: 'my.yaml', text: sent.yaml}});

const isAnswered = async (answer: Answer): Promise<boolean> => {
  const {state} = await answer.interaction();
  if (state === 'waiting' || state === 'deferred') return false;
  return state !== 'answered' || !(await answer.message()).content.includes('⏳');
};

interface Open {
  readonly sent: Sent;
  readonly answer: Answer;
}

const unanswered = async (open: readonly Open[]): Promise<Open[]> => {
  const answered = await Promise.all(open.map(async ({answer}) => isAnswered(answer)));
  return open.filter((_, at) => answered[at] === false);
};

/** Sends lines until the end. @returns those without an answer, and how many were sent */
async function rage(
  person: Person,
  lines: readonly Sent[],
  {choose, signal}: {readonly choose: (count: number) => number; readonly signal: AbortSignal},
): Promise<{sent: number; open: Open[]}> {
  let open: Open[] = [];
  let sent = 0;
  while (!signal.aborted) {
    open = await unanswered(open);
    const next = lines[choose(lines.length)];
    if (open.length < mostOpen && next !== undefined) {
      sent += 1;
      // a line that the chat itself does not take is none
      const answer = await send(person, next).catch(() => undefined);
      if (answer !== undefined) open.push({sent: next, answer});
    }
    await sleep(paceMs / 2 + choose(paceMs), undefined, {signal}).catch(() => undefined);
  }
  return {sent, open};
}

const median = (times: readonly number[]): number =>
  percentile(
    times.toSorted((a, b) => a - b),
    0.5,
  );

const starts = await openStarts();
try {
  const started = starts.start();
  const chat = new ChatPage(await untilReady(started, 90_000));
  const pid = started.child.pid ?? 0;
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  await chat.addChannel('second');
  await chat.addChannel('second-staff', 'facilitator');
  await flo.in('second-staff').types('/workshop open lab:troubleshooting channel:second name:second');
  const ada = await chat.join('ada');
  await ada.types('/lab start');
  await (await ada.types('/kubectl command:apply -f labs/daemonsets/specs/nginx')).until(/Running/);

  const ended = new AbortController();
  const memory: number[] = [];
  const times: number[] = [];
  const watching = (async () => {
    while (!ended.signal.aborted) {
      memory.push(await memoryOf(pid));
      await sleep(memoryEveryMs, undefined, {signal: ended.signal}).catch(() => undefined);
    }
  })();
  const calm = (async () => {
    while (!ended.signal.aborted) {
      times.push(await answeredAfterMs(chat, await ada.sends('/kubectl command:get pods'), 'nginx', 60_000));
      await sleep(calmPaceMs, undefined, {signal: ended.signal}).catch(() => undefined);
    }
  })();
  const raging = wild.map(async (name, at) => {
    const person = (await chat.join(name)).in(at < 2 ? 'workshop' : 'second');
    await person.types('/lab start');
    return rage(person, worstLines(at < 2 ? 'daemonsets' : 'troubleshooting'), {
      choose: chooser(seed + at),
      signal: ended.signal,
    });
  });
  const showing = setInterval(() => {
    console.log(
      `${new Date().toISOString().slice(11, 19)} ${Math.round(memory.at(-1) ?? 0)} MiB, get pods ${median(times.slice(-15))} ms`,
    );
  }, 30_000);
  await Promise.race([
    sleep(minutes * 60_000),
    Promise.all(raging),
    calm,
    new Promise((resolve) => started.child.once('exit', resolve)),
  ]);
  ended.abort();
  clearInterval(showing);
  const raged = await Promise.all(raging);
  await Promise.all([watching, calm]);
  if (started.child.exitCode !== null) throw new Error(`it ended:\n${started.lines().slice(-20).join('\n')}`);
  let open = raged.flatMap((one) => one.open);
  await waitUntil(
    'the last line is answered',
    async () => {
      open = await unanswered(open);
      return open.length === 0 ? true : undefined;
    },
    {withinMs: lastAnswerMs, seen: () => open.map(({sent}) => sent)},
  );
  const part = Math.max(10, Math.floor(times.length / 6));
  const [first, last] = [times.slice(2, part + 2), times.slice(-part)];
  const most = Math.max(...memory);
  const ratio = median(last) / median(first);
  const count = raged.reduce((sum, one) => sum + one.sent, 0);
  console.log(
    `${minutes} minutes, seed ${seed}: ${count} lines of the five, all answered; ${times.length} times get pods`,
  );
  console.log(
    `memory of all its processes: ${Math.round(memory[0] ?? 0)} MiB at first, ${Math.round(most)} MiB at most`,
  );
  console.log(`get pods p50: the first ${median(first)} ms, the last ${median(last)} ms, ratio ${ratio.toFixed(2)}`);
  const problems = [
    ...(most > limits.mebibytes ? [`more than ${limits.mebibytes} MiB`] : []),
    ...(ratio > limits.slower && median(last) > limits.sparedMs ? ['the last answers come later than the first'] : []),
    ...started
      .lines()
      .filter((line) => /"level":"(?:error|fatal)"/.test(line))
      .slice(0, 5),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await starts.close();
}
