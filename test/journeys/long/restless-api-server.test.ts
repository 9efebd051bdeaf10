import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {startKubernetesEmulator} from '#src/emulators/kubernetes/kubernetes-emulator.ts';
import {asData, Certificates} from '#test/support/certificates.ts';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {SecureFront} from '#test/support/secure-front.ts';
import {waitUntil} from '#test/support/wait-until.ts';

let folder: string;
let front: SecureFront;
let labrador: Labrador;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-restless-'));
  const certificates = await Certificates.open(folder);
  const emulator = await startKubernetesEmulator({port: 0, speed: 5});
  front = await SecureFront.open({
    certificates,
    server: await certificates.ofServer('IP:127.0.0.1'),
    target: {url: emulator.url, token: undefined},
  });
  const ca = await asData(certificates.ca.cert);
  const adminKubeconfig = emulator.kubeconfig.replace(
    /server: \S+/,
    `server: ${front.url()}\n      certificate-authority-data: ${ca}`,
  );
  labrador = await startLabrador({
    adminKubeconfig,
    close: async () => {
      await front.close();
      await emulator.close();
    },
  });
});
afterAll(async () => {
  await labrador?.close();
  if (folder !== undefined) await rm(folder, {recursive: true, force: true});
});

const learners = ['ada', 'grace', 'edsger'];

/** Annotates with one number after the other, while the server is disturbed: each command is answered, and done once. */
async function work(person: Person, until: () => boolean): Promise<number> {
  let done = 0;
  while (!until()) {
    const typed = await person.types(`/kubectl command:annotate daemonset/nginx --overwrite n=${done}`);
    const answer = await typed.output().catch((error: unknown) => {
      // on a machine with too much to do the first response may come later than the chat takes it: then it is typed again
      if (!String(error).includes('sees no answer')) throw error;
      return undefined;
    });
    if (answer === undefined) continue;
    expect(answer).toContain('annotated');
    done += 1;
  }
  return done;
}

const lists = (): number =>
  front.asked.filter(({method, path}) => method === 'GET' && path.includes('limit=500')).length;

test('restarts, too much to do and watches that are cut every second: all is answered, and nothing is listed anew', async () => {
  const people = await Promise.all(learners.map(async (name) => labrador.chat.join(name)));
  for (const person of people) {
    await person.types('/lab start');
    await (await person.types('/kubectl command:apply -f specs/nginx')).until(/1\/1 ready/);
  }
  const before = lists();
  let isOver = false;
  const working = Promise.all(people.map(async (person) => work(person, () => isOver)));
  const busy = {
    status: 429,
    headers: {'retry-after': '1'},
    text: 'Too many requests, please try again later.',
    matches: ({url}: {url?: string | undefined}) => url?.includes('/namespaces/labrador-') === true,
  };
  // a failure is thrown where it is awaited
  working.catch(() => undefined);
  const passed = async (count: number): Promise<void> => {
    const target = front.asked.length + count;
    await waitUntil('more is asked', async () => (front.asked.length >= target ? true : undefined));
  };
  for (let round = 0; round < 4; round += 1) {
    front.cutWatches();
    await passed(10);
    front.refuse({...busy, times: 6});
    await passed(10);
    await front.stop();
    await front.start();
    await passed(10);
  }
  isOver = true;
  const done = await working;
  expect(Math.min(...done)).toBeGreaterThan(0);
  // what is shown follows the cluster again
  for (const [index, person] of people.entries()) {
    const shown = await person.types('/kubectl command:get daemonset nginx -o yaml');
    expect(await shown.output()).toContain(`"n": "${(done[index] ?? 0) - 1}"`);
    const pods = await (await person.types('/kubectl command:get pods -o name')).output();
    const deleted = await person.types(`/kubectl command:delete ${pods.split('\n')[0]}`);
    await deleted.until(/\*\*Running\*\* · 1\/1 ready/);
  }
  expect(lists()).toBe(before);
});
