import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
const kubectl = async (line: string) => ada.types(`/kubectl command:${line}`);
const text = async (line: string): Promise<string> => (await kubectl(line)).text();

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await (await ada.types('/lab start')).until(/ready on/);
});
afterAll(async () => labrador?.close());

test('of a host with a namespace in it, what leads there is said where it is written', {timeout: 90_000}, async () => {
  await text('create ns dev');
  for (const there of ['', ' -n dev']) {
    await (await kubectl(`create deployment web --image=nginx:1.18-alpine${there}`)).until(/1\/1 ready/);
    await text(`expose deployment web --port=80${there}`);
  }
  await (await kubectl('run tool --image=busybox:1.36 -- sleep 3600')).until(/tool — \*\*Running\*\*/);
  const get = async (host: string): Promise<string> => text(`exec tool -- wget -T 2 -qO- http://${host}/`);

  const home = await get('web.default.svc.cluster.local');
  expect(home).toContain('web.default.svc.cluster.local leads nowhere');
  expect(home).toMatch(/Write web\.$/m);
  expect(await get('web')).toContain('Welcome to nginx');

  const further = /Write (?<host>web\.labrador-\S+)\.$/m.exec(await get('web.dev.svc'))?.groups?.['host'] ?? '';
  const page = await get(further);
  expect(page).toContain('Welcome to nginx');
  expect(page).not.toContain('leads nowhere');

  const made = await text('run other --image=busybox:1.36 --env=URL=http://web.dev.svc:80 -- sleep 3600');
  expect(made).toContain('Pod other: web.dev.svc leads nowhere');
  const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: hosts}\ndata: {a: "http://web.default.svc/"}\n';
  const applied = await ada.types('/apply', {file: {name: 'hosts.yaml', text: yaml}});
  expect(await applied.until(/created/)).toContain('ConfigMap hosts: web.default.svc leads nowhere');
  expect(await text('create secret generic s --from-literal=a=web.default.svc')).not.toContain('leads nowhere');
});
