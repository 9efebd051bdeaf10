import {KubeConfig} from '@kubernetes/client-node';
import {REST} from '@discordjs/rest';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import {CommandLinks} from '#src/discord/command-links.ts';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf} from '#src/cluster/api/identities.ts';
import {SandboxWatch} from '#src/cluster/watch/sandbox-watch.ts';
import {restOptions} from '#src/discord/rest-options.ts';
import {ChannelPosts} from '#src/facilitating/channel-posts.ts';
import {Reaper} from '#src/facilitating/reaper.ts';
import {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import {CommandQueue} from '#src/queue/command-queue.ts';
import {openQueueConnection} from '#src/queue/queue-connection.ts';
import {installationId} from '#src/store/installation.ts';
import {Learners} from '#src/store/learners.ts';
import {readLabs} from '#src/store/read-labs.ts';
import {openStore, type Store} from '#src/store/store.ts';
import {RedisServer} from '#test/support/redis-server.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, untilSeen, type TestClass} from './class.ts';

const later = 20 * 60_000;

let redis: RedisServer;
let room: TestClass;
let store: Store;

beforeAll(async () => {
  redis = await RedisServer.open();
  const prefix = redis.newPrefix();
  room = await openClass({REDIS_URL: redis.url, REDIS_PREFIX: prefix});
  store = openStore(redis.url, prefix);
});
afterAll(async () => {
  await store?.close();
  await room?.close();
  await redis?.close();
});

const namespaces = async (): Promise<string[]> => {
  const {body} = await room.labrador.admin.as(undefined).request({path: '/api/v1/namespaces'});
  const {items} = z.object({items: z.array(z.object({metadata: z.object({name: z.string()})}))}).parse(body);
  return items.map(({metadata}) => metadata.name).filter((name) => /^labrador-(?!system$|nodes$)/.test(name));
};

test('stored and real sandboxes are compared both ways; what is not ours is never touched', async () => {
  const people = await Promise.all(['ada', 'grace', 'linus'].map(async (name) => room.page.join(name)));
  await Promise.all(people.map(async (person) => person.types('/lab start')));
  const installation = await installationId(store);
  const workshopId = `open-${installation}`;
  const [ada, grace, linus] = people.map(({id}) => `labrador-${workshopId}-${id}`);
  const admin = room.labrador.admin.as(undefined);
  const make = async (name: string, labels: Record<string, string>): Promise<unknown> =>
    admin.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name, labels}},
    });
  const ours = {'app.kubernetes.io/managed-by': 'labrador', 'labrador.dev/learner': '77'};
  await make('labrador-elsewhere-77', {...ours, 'labrador.dev/workshop': 'elsewhere'});
  const unlabelled = `labrador-${workshopId}-88`;
  const anothers = `labrador-${workshopId}-99`;
  const older = `labrador-${workshopId}-66`;
  await make(unlabelled, {});
  await make(anothers, {
    ...ours,
    'labrador.dev/learner': '99',
    'labrador.dev/workshop': workshopId,
    'labrador.dev/installation': 'bbbbb',
  });
  await make(older, {...ours, 'labrador.dev/learner': '66', 'labrador.dev/workshop': workshopId});
  // the store forgets one, the cluster another
  await new Learners(store, workshopId).remove(people[1]?.id ?? '');
  await admin.request({method: 'DELETE', path: `/api/v1/namespaces/${linus}`});
  await waitUntil('it is gone', async () => ((await namespaces()).includes(linus ?? '') ? undefined : true));

  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(room.labrador.botKubeconfig);
  const server = await ApiServer.open(kubeConfig);
  const identities = identitiesOf(server);
  const labs = await readLabs(join(import.meta.dirname, '..', '..', '..', 'specs'), 'daemonsets', () => undefined);
  const watch = new SandboxWatch({identities, onService: () => undefined});
  const said: string[] = [];
  const log = (message: string): void => void said.push(message);
  const workshops = new OpenWorkshops({labs, store, installation, watch, log});
  await workshops.load();
  const posts = new ChannelPosts(
    new REST(restOptions(room.chat.restUrl)).setToken(room.chat.token),
    new CommandLinks(),
    log,
  );
  const connection = openQueueConnection(redis.url, store.key());
  const queue = new CommandQueue(connection);
  let isAlone = false;
  const reaper = new Reaper({
    store,
    workshops,
    queue,
    identities,
    labs,
    watch,
    log,
    posts,
    isAlone: () => isAlone,
  });
  // who came while it is paused has no sandbox yet: their start waits
  await room.flo.types('/workshop pause');
  const margo = await room.page.join('margo');
  const waiting = await margo.sends('/lab start');
  await waiting.until(/The workshop is paused/);

  // what is fresh is left alone
  expect(await reaper.reap(Date.now())).toMatchObject({orphans: [], homeless: []});
  // what is nobody's here may be somebody's of a copy of this Labrador
  const all = await namespaces();
  expect((await reaper.reap(Date.now() + later)).orphans.map(({name}) => name)).toEqual([grace]);
  expect(await namespaces()).toEqual(all);
  isAlone = true;
  await reaper.reap(Date.now() + later);
  expect(new Set(await namespaces())).toEqual(new Set([ada, 'labrador-elsewhere-77', unlabelled, anothers, older]));
  expect(grace).toBeDefined();
  await untilSeen(room.flo, 'facilitators', [new RegExp(`🧹 Removed \`${grace}\``)]);
  await untilSeen(room.flo, 'workshop', [/your sandbox is gone\. Type `\/lab start`/]);
  expect((await new Learners(store, workshopId).list()).map(({name}) => name)).toEqual(['ada', 'margo']);
  expect(said).toContain(
    `the namespace ${anothers} is of the Labrador bbbbb (workshop ${workshopId}): it is left alone`,
  );
  expect(said.join('\n')).toContain('labrador-elsewhere-77 is of another Labrador, or of one before this');
  await room.flo.types('/workshop resume');
  await waiting.until(/ready on/);
  await workshops.close();
  await queue.close();
  connection.redis.disconnect();
  await server.close();
}, 60_000);
