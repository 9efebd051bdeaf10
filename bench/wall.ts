import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {Client, Events, GatewayIntentBits} from 'discord.js';
import {z} from 'zod';
import {CommandLinks} from '#src/discord/command-links.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {startChatEmulator} from '#src/emulators/discord/chat-emulator.ts';
import {ChannelViews} from '#src/classroom/channel-views.ts';
import {ClassBoard} from '#src/classroom/class-board.ts';
import {ClassMembers} from '#src/classroom/class-members.ts';
import {Directory} from '#src/classroom/directory.ts';
import {startPrivateRedis} from '#src/start/private-redis.ts';
import {sandboxNamespace} from '#src/sandbox/sandbox.ts';
import {LabStates} from '#src/store/lab-states.ts';
import {Learners} from '#src/store/learners.ts';
import {ProgressLog} from '#src/store/progress-log.ts';
import {readLab} from '#src/store/read-lab.ts';
import {openStore} from '#src/store/store.ts';
import {recordPod, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';
import {podSchema} from '#src/kinds/pod/schema.ts';
import {countWallMessages} from '#src/views/channel/render-wall.ts';
import type {Learner} from '#src/workshop/workshop.ts';

/**
 * How long the wall takes to catch up when a whole class changes at once: the real views and discord.js against the chat
 * emulator, with its limits. Each learner's Pod goes through four states and their first step is passed. The ratio is
 * against an edit for each of these changes.
 *
 *     node bench/wall.ts [learners]
 */
const [count = 500] = process.argv.slice(2).map(Number);

const workshopId = 'bench';
const path = ['Pending', 'ContainerCreating', 'Running', 'Ready'] as const;
const messageSchema = z.array(z.looseObject({content: z.string(), pinned: z.boolean()}));
const requestSchema = z.array(z.looseObject({method: z.string(), path: z.string(), status: z.number()}));

const folder = await mkdtemp(join(tmpdir(), 'labrador-bench-'));
const redis = await startPrivateRedis(folder);
const store = openStore(redis.url, 'bench');
const chat = await startChatEmulator({port: 0});
const log = (message: string, error?: unknown): void => console.error(message, error);

const lab = await readLab(join(import.meta.dirname, '..', 'specs', 'daemonsets'));
const learners = new Learners(store, workshopId);
const people: Learner[] = Array.from({length: count}, (_, index) => ({
  id: `${1_000_000 + index}`,
  name: `Learner ${index + 1}`,
  namespace: sandboxNamespace(workshopId, `${1_000_000 + index}`),
  nodes: ['lab-node-1'],
  joinedAt: Date.now() - 60_000 + index,
}));
await Promise.all(people.map(async (learner) => learners.join(learner)));

const records = new Map<string, PodRecord>();
const watch = {
  podsInAll: (namespace: string): PodRecord[] => {
    const record = records.get(namespace);
    return record === undefined ? [] : [record];
  },
  servicesInAll: (namespace: string) => [{isUp: records.get(namespace)?.isReady === true, since: Date.now()}],
};
const guide = {checkPassedAt: () => undefined, openChecks: async () => Promise.resolve([])};

function podOf({namespace}: Learner, state: (typeof path)[number]) {
  const isReady = state === 'Ready';
  const isRunning = isReady || state === 'Running';
  const waiting = state === 'ContainerCreating' ? {waiting: {reason: state}} : {};
  return {
    metadata: {name: 'nginx-x7k2p', uid: namespace},
    spec: {containers: [{name: 'nginx'}]},
    status: {
      phase: isRunning ? 'Running' : 'Pending',
      conditions: [{type: 'Ready', status: isReady ? 'True' : 'False'}],
      containerStatuses: [{name: 'nginx', ready: isReady, restartCount: 0, state: isRunning ? {running: {}} : waiting}],
    },
  };
}

const client = new Client({intents: [GatewayIntentBits.Guilds], rest: restOptions(chat.restUrl)});
const ready = new Promise((resolve) => {
  client.once(Events.ClientReady, resolve);
});
await client.login(chat.token);
await ready;

const directory = new Directory(learners, {log, left: () => undefined});
await directory.start();
const states = new LabStates(store, workshopId);
const progress = new ProgressLog(store, workshopId);
const members = new ClassMembers({lab, directory, watch, states, guide});
const views = new ChannelViews({
  rest: client.rest,
  links: new CommandLinks(),
  store,
  lab,
  directory,
  members,
  board: new ClassBoard({lab, members, progress, guide, beside: async () => Promise.resolve({})}),
  progress,
  workshopId,
  guildId: chat.guildId,
  language: 'en',
  workshopChannel: chat.channels.workshop,
  facilitatorsChannel: chat.channels.facilitators,
  log,
});

const get = async (path: string): Promise<unknown> => (await fetch(`${chat.url}/_emulator${path}`)).json();
const wallText = async (): Promise<string> =>
  messageSchema
    .parse(await get('/messages?user=flo&channel=workshop'))
    .map(({content}) => content)
    .join('\n');
const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

async function untilShown(pattern: RegExp): Promise<number> {
  const startedAt = performance.now();
  while (countIn(await wallText(), pattern) < count) await sleep(200);
  return (performance.now() - startedAt) / 1_000;
}

await views.start();
const postedS = await untilShown(/no Pods/g);
await fetch(`${chat.url}/_emulator/requests`, {method: 'DELETE'});
const cpuBefore = process.cpuUsage();

let changes = 0;
const caughtUp = untilShown(/finished step 1.*\n-# ● nginx-x7k2p Running 1\/1 .*app up/g);
const step = lab.steps[0];
for (const state of path) {
  for (const learner of people) {
    records.set(
      learner.namespace,
      recordPod(records.get(learner.namespace), podSchema.parse(podOf(learner, state)), Date.now()),
    );
    views.podsChanged(learner.namespace);
    changes += 1;
  }
  await sleep(500);
}
await Promise.all(
  people.map(async ({id, name, ...rest}) => {
    const about = {learnerId: id, learnerName: name, step: step?.id ?? '', at: Date.now()};
    changes += 1;
    return states.keep({id, name, ...rest}, {kind: 'passed', ...about, evidence: []});
  }),
);
const caughtUpS = await caughtUp;
const cpu = process.cpuUsage(cpuBefore);

const requests = requestSchema.parse(await get('/requests'));
const edits = requests.filter(({method, path}) => method === 'PATCH' && path.includes(chat.channels.workshop)).length;
const boardEdits = requests.filter(
  ({method, path}) => method === 'PATCH' && path.includes(chat.channels.facilitators),
).length;
const refused = requests.filter(({status}) => status === 429).length;
console.log(`${count} learners on ${countWallMessages(count)} messages, posted in ${postedS.toFixed(1)} s`);
console.log(`${changes} changes at once: caught up in ${caughtUpS.toFixed(1)} s`);
console.log(`${edits} edits of the wall, ${boardEdits} of the board, ${refused} answers of 429`);
console.log(`ratio to an edit for each change ${(edits / changes).toFixed(4)}`);
console.log(`processor ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s, the emulator included`);

await views.close();
await directory.close();
await client.destroy();
await chat.close();
await store.close();
await redis.close();
await rm(folder, {recursive: true, force: true});
