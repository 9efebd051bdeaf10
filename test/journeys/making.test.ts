import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
const kubectl = async (line: string) => ada.types(`/kubectl command:${line}`);
const text = async (line: string): Promise<string> => (await kubectl(line)).text();
const output = async (line: string): Promise<string> => (await kubectl(line)).output();

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => labrador?.close());

test('an app is made of lines alone: created, exposed, looked at, changed', {timeout: 60_000}, async () => {
  expect(await output('create deployment web --image=nginx:1.18-alpine --port=80 --dry-run=client -o yaml')).toMatch(
    /^apiVersion: apps\/v1\nkind: Deployment\n[^]*containerPort: 80/,
  );
  const created = await kubectl('create deployment web --image=nginx:1.18-alpine --port=80');
  expect(await created.text()).toContain('deployment.apps/web created');
  await created.until(/\*\*Running\*\* · 1\/1 ready/);
  expect(await text('create deployment web --image=nginx:1.18-alpine')).toContain(
    'error: failed to create deployment: deployments.apps "web" already exists',
  );
  expect(await text('expose deployment web')).toContain('service/web exposed');
  expect(await (await ada.types('/browse service:web')).text()).toContain('Welcome to nginx!');

  expect(await output('run probe --image=busybox:1.36 --rm -it --restart=Never -- wget -qO- web')).toMatch(
    /^<!DOCTYPE html>[^]*Welcome to nginx![^]*\npod "probe" deleted from \S+ namespace$/,
  );

  expect(await text('set env deployment/web COLOUR=blue')).toContain('deployment.apps/web env updated');
  expect(await output('set env deployment/web --list')).toBe('# Deployment web, container nginx\nCOLOUR=blue');
  // what was made by a line is written anew by a file, of which it keeps nothing else
  expect(await text('create -f specs/nginx/daemonset.yaml')).toContain('daemonset.apps/nginx created');
  expect(await text('apply -f specs/nginx/daemonset.yaml')).toContain('daemonset.apps/nginx unchanged');
});

test('a Pod is run to its end and taken away, and one that stays is typed instead of a shell', async () => {
  const probed = await kubectl('run probe --image=busybox:1.36 --rm -it --restart=Never -- sh -c "echo hello"');
  expect(await probed.output()).toMatch(/^hello\npod "probe" deleted from \S+ namespace$/);
  expect(await text('run probe --image=busybox:1.36 --rm -it -- sh')).toMatch(
    /There is no terminal here[^]*exec probe -- COMMAND[^]*→ Type: kubectl run probe --image=busybox:1\.36 -- sleep 3600/,
  );
});

test('what a line makes is judged as what is applied: images and addresses', async () => {
  expect(await text('create deployment evil --image=evil:1')).toMatch(/your line: [^\n]*evil:1[^]*nginx:1\.18-alpine/);
  expect(await text('run evil --image=evil:1')).toMatch(/your line: [^\n]*evil:1/);
  expect(await text('run evil --image=evil:1 --dry-run=client')).toMatch(
    /pod\/evil created \(dry run\)[^]*would be refused/,
  );
  expect(await text('create service clusterip evil --tcp=80 --clusterip=10.0.0.1')).toContain('10.0.0.1');
  expect(await text(`run evil --image=busybox:1.36 --overrides='{"spec":{"hostNetwork":true}}'`)).toMatch(
    /your line: spec\.hostNetwork is not allowed here/,
  );
  expect(await text('set resources deployment/web --limits=memory=0')).toMatch(
    /deployment\.apps\/web with those resources: [^\n]*memory/,
  );
  expect(await text('set env deployment/nothing A=b')).toContain('deployments.apps "nothing" not found');
  expect(await text('get pod evil')).toContain('"evil" not found');
});

test('autocomplete knows what create makes, and the lab’s images', async () => {
  expect(await ada.suggestions('/kubectl command:create ')).toEqual(
    expect.arrayContaining(['create deployment', 'create service clusterip', 'create -f specs/nginx']),
  );
  expect(await ada.suggestions('/kubectl command:run web --image=n')).toEqual(['run web --image=nginx:1.18-alpine']);
  expect(await ada.suggestions('/kubectl command:create deployment web ')).toContain(
    'create deployment web --image busybox:1.36',
  );
});
