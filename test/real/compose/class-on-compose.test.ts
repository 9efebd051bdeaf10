import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {learnerWithPod, order, recoveryMs, visibleAnswers, write} from '#test/support/numbered-commands.ts';
import {untilNoted, untilStored} from '#test/support/stored-operation.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {closeInReverse, type Opened} from './close-in-reverse.ts';
import {openComposeProject, type ComposeProject} from './compose-project.ts';
import {containerEngine, type ContainerEngine} from './container-engine.ts';

const names = ['ada', 'grace', 'linus', 'mary', 'alan'];
const images = {first: 'localhost/labrador-test:1', second: 'localhost/labrador-test:2'};
const versionLabel = 'org.opencontainers.image.version';

/** A command that takes a while, and leaves its number behind. */
const writeSlowly = (step: number): string =>
  `/kubectl command:exec daemonset/nginx -- sh -c "sleep 3; echo ${step} >> /usr/share/nginx/html/order"`;

/** A learner, and every numbered command that they have sent so far, in order. */
interface Learner {
  readonly person: Person;
  readonly sent: Answer[];
}

const opened: Opened = [];
let engine: ContainerEngine;
let project: ComposeProject;
let learners: Learner[];

beforeAll(async () => {
  engine = await containerEngine();
  opened.push(engine.close);
  await engine.build(images.first);
  await relabel();
  project = await openComposeProject(engine);
  opened.push(project.close);
}, 1_800_000);
// containers have half a minute to end, and all that was built is removed
afterAll(async () => closeInReverse(opened), 300_000);

/** The next version: the same image with another label. */
async function relabel(): Promise<void> {
  const container = await engine.engine('create', images.first);
  await engine.engine('commit', '--change', `LABEL ${versionLabel}=2`, container, images.second);
  await engine.engine('rm', container);
}

/** Sends a numbered command for each of the functions, and waits until all are stored. */
async function send(learner: Learner, commands: readonly ((step: number) => string)[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const command of commands) {
    const answer = await sendUntilTaken(learner.person, command(learner.sent.length + 1));
    learner.sent.push(answer);
    answers.push(answer);
  }
  const url = await project.redisUrl();
  for (const answer of answers) {
    if ((await answer.interaction()).state === 'deferred') await untilStored(url, answer.id);
  }
  return answers;
}

/** @throws Error where the chat gave it up: whether it is done later is not known then, and another would perhaps be a second */
async function sendUntilTaken(person: Person, line: string): Promise<Answer> {
  const answer = await person.sends(line);
  const state = await waitUntil(`${person.name} sees whether it is taken in`, async () => {
    const now = (await answer.interaction()).state;
    return now === 'waiting' ? undefined : now;
  });
  if (state === 'failed') throw new Error(`no bot answered ${person.name} in time`);
  return answer;
}

/**
 * What is typed while no bot leads fails in the chat, and one without Redis says that nothing was done: it is typed again.
 * Before the first bot there are no commands.
 */
async function untilShown(person: Person, line: string, shown: RegExp): Promise<void> {
  await waitUntil(
    `${person.name} is served`,
    async () => {
      const text = await person
        .types(line)
        .then(async (answer) => answer.text())
        .catch(() => undefined);
      return text !== undefined && shown.test(text) ? true : undefined;
    },
    {withinMs: 2 * recoveryMs},
  );
}

/** Of learners with a Pod. */
const untilServed = async (people: readonly Learner[]): Promise<void> =>
  void (await Promise.all(people.map(async ({person}) => untilShown(person, '/kubectl command:get pods', /nginx/))));

/** Each command that was sent has one answer, and those that ran did so in order, once. */
async function expectNothingLost({person, sent}: Learner): Promise<void> {
  for (const answer of sent) await answer.answered(recoveryMs);
  expect(await visibleAnswers(person, sent)).toEqual(sent.map(() => 1));
  const texts = await Promise.all(sent.map(async (answer) => answer.text()));
  const steps = sent.map((_, index) => String(index + 1));
  const ran = await order(person);
  // whether what was interrupted took effect is unknown, and its answer says so
  const isKnown = (step: string): boolean => !texts[Number(step) - 1]?.includes('Interrupted');
  expect(ran.filter(isKnown)).toEqual(steps.filter(isKnown));
  expect(ran).toEqual(steps.filter((step) => ran.includes(step)));
}

test('Redis, the bot and three workers come up, and every learner is answered', {timeout: 400_000}, async () => {
  await project.up(images.first);
  const containers = await project.containers();
  expect(containers).toHaveLength(5);
  for (const container of containers) await project.checkHealth(container);
  const ada = await project.chat.join('ada');
  await untilShown(ada, '/lab steps', /./);
  const people = await Promise.all(names.map(async (name) => learnerWithPod(project.chat, name)));
  learners = people.map((person) => ({person, sent: []}));
  await Promise.all(learners.map(async (learner) => send(learner, [write])));
  await Promise.all(learners.map(expectNothingLost));
});

test('no container can write to its image, has rights of root or can get any', async () => {
  for (const container of await project.containers()) {
    const status = await engine.engine('exec', container, 'cat', '/proc/1/status');
    expect(status).toMatch(/^Uid:\t(?!0\t)/m);
    expect(status).toMatch(/^CapBnd:\t0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    await expect(engine.engine('exec', '--user', '0', container, 'touch', '/usr/local/x')).rejects.toThrow(
      /Read-only file system/,
    );
  }
});

test(
  'a container that is killed under running commands loses none, answers none twice and keeps their order',
  {timeout: 900_000},
  async () => {
    const victims = await project.containers();
    expect(victims).toHaveLength(5);
    for (const victim of victims) {
      const sent = await Promise.all(learners.map(async (learner) => send(learner, [write, writeSlowly, write])));
      const url = await project.redisUrl();
      await Promise.all(
        sent.map(async ([, slow]) => slow && Promise.race([untilNoted(url, slow.id), slow.answered()])),
      );
      await project.kill(victim);
      await untilServed(learners);
      await Promise.all(learners.map(expectNothingLost));
    }
  },
);

test('what waits in line, the workshop and how far each is outlive down and up', {timeout: 600_000}, async () => {
  const flo = (await project.chat.join('flo', ['facilitator'])).in('facilitators');
  const status = async (): Promise<string> => (await flo.types('/workshop status')).text();
  const steps = async (): Promise<string[]> =>
    Promise.all(learners.map(async ({person}) => (await person.types('/lab steps')).text()));
  const before = {status: await status(), steps: await steps()};
  await project.stopWorkers();
  // the network between the containers is made anew meanwhile
  for (const {person} of learners) await untilShown(person, '/lab steps', /./);
  await Promise.all(learners.map(async (learner) => send(learner, [write, writeSlowly, write])));
  await project.down();
  expect(await project.containers()).toEqual([]);
  await project.up(images.first);
  await untilServed(learners);
  await Promise.all(learners.map(expectNothingLost));
  // until the bot has read the cluster it can't say how many fit
  await expect
    .poll(async () => ({status: await status(), steps: await steps()}), {timeout: recoveryMs, interval: 1_000})
    .toEqual(before);
});

test('a new image takes the place of bot and workers, and the class goes on', {timeout: 600_000}, async () => {
  const [redis = ''] = await project.containers('redis');
  const {Pid: redisPid} = (await project.inspect(redis)).State;
  await Promise.all(learners.map(async (learner) => send(learner, [write, writeSlowly, write])));
  await project.up(images.second);
  for (const container of [...(await project.containers('bot')), ...(await project.containers('worker'))]) {
    expect((await project.inspect(container)).Config.Labels[versionLabel]).toBe('2');
    await project.checkHealth(container);
  }
  expect((await project.inspect(redis)).State.Pid).toBe(redisPid);
  await untilServed(learners);
  await Promise.all(learners.map(expectNothingLost));
  await Promise.all(learners.map(async (learner) => send(learner, [write])));
  await Promise.all(learners.map(expectNothingLost));
});

test('`down -v` leaves nothing', {timeout: 120_000}, async () => {
  expect(await project.leftovers()).not.toEqual([]);
  await project.down('--volumes');
  expect(await project.leftovers()).toEqual([]);
});
