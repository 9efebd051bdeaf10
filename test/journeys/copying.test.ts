import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

const keeper = `
apiVersion: v1
kind: Pod
metadata: {name: keeper}
spec:
  containers:
  - name: keeper
    image: nginx:1.18-alpine
    env: [{name: WORD, valueFrom: {secretKeyRef: {name: key, key: word}}}]
`;

let labrador: Labrador;
let ada: Person;
const kubectl = async (line: string) => ada.types(`/kubectl command:${line}`);
const text = async (line: string): Promise<string> => (await kubectl(line)).text();
const output = async (line: string): Promise<string> => (await kubectl(line)).output();

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  await kubectl('run web --image=nginx:1.18-alpine');
  await kubectl('wait pod/web --for=condition=Ready');
});
afterAll(async () => labrador?.close());

test('a text is copied out of a container, is shown and kept, and goes back in', {timeout: 90_000}, async () => {
  const page = '/usr/share/nginx/html/index.html';
  const copied = await text(`cp web:${page} page.html`);
  expect(copied).toContain('<h1>Welcome to nginx!</h1>');
  expect(copied).toContain('Written to page.html');
  expect(await output('cat page.html')).toContain('<h1>Welcome to nginx!</h1>');

  expect(await text('echo Grüße, "$(id)" > own.html')).not.toContain('Written');
  expect(await text("echo 'Grüße; $HOME' > own.html")).toContain('Written to own.html');
  expect(await text(`cp own.html web:${page}`)).toContain(`Copied own.html to web:${page}`);
  expect(await output(`exec web -- cat ${page}`)).toBe('Grüße; $HOME');
  expect(await text('cp ./own.html default/web:/tmp -c web')).toContain('to web:/tmp/own.html');
  expect(await output(`cp web:/tmp/own.html again.html -n default`)).toBe('Grüße; $HOME');
  expect(await text('cp specs/nginx/daemonset.yaml web:/tmp/')).toContain('to web:/tmp/daemonset.yaml');
  expect(await output('exec web -- head -n 1 /tmp/daemonset.yaml')).toBe('apiVersion: apps/v1');
});

test('what stands in the way is told as kubectl tells it', {timeout: 90_000}, async () => {
  const missing = await text('cp web:/nope nope.txt');
  expect(missing).toContain('tar: /nope: No such file or directory');
  expect(missing).toContain('command terminated with exit code 1');
  expect(await text('cat nope.txt')).toContain('no meaning');
  expect(await text('cp own.html web:/nope/own.html')).toContain("can't change directory to '/nope'");
  expect(await text('cp own.html gone:/tmp')).toContain('pods "gone" not found');
  expect(await text('cp web:/etc/nginx nginx')).toContain('one file at a time');
  const link = await text('cp web:/var/log/nginx/access.log access.log');
  expect(link).toContain('warning: skipping symlink: "access.log" -> "/dev/stdout"');
  expect(link.replaceAll('\\', '')).toContain('kubectl exec web -- cat /var/log/nginx/access.log > access.log');
  expect(await text('exec web -- sh -c \'printf "\\000\\001" > /tmp/raw\'')).not.toContain('✗');
  expect(await text('cp web:/tmp/raw raw')).toContain('it is texts alone');
  expect(await text("exec web -- sh -c 'seq 1 20000 > /tmp/long'")).not.toContain('✗');
  expect(await text('cp web:/tmp/long long')).toContain('texts of up to 65536 characters');
  expect(await text('cp web:/tmp/long --no-preserve long2 -c other')).toContain('container other is not valid');
});

test('of a container without tar it is told that kubectl needs it', {timeout: 60_000}, async () => {
  await kubectl('run bare --image=busybox:1.36 -- sleep 3600');
  await kubectl('wait pod/bare --for=condition=Ready');
  await kubectl('exec bare -- rm /bin/tar');
  const refused = (await text('cp bare:/etc/hostname host.txt')).replaceAll('\\', '');
  expect(refused).toContain('exec: "tar": executable file not found in $PATH');
  expect(refused).toContain('kubectl exec bare -- cat /etc/hostname > host.txt');
  expect(await text('cp own.html bare:/tmp')).toContain('kubectl cp has tar do the work in the container.');
});

test('of what may hold the values of a Secret there is no copy', {timeout: 90_000}, async () => {
  await kubectl('create secret generic key --from-literal=word=hidden');
  await ada.types('/apply', {file: {name: 'keeper.yaml', text: keeper}});
  await kubectl('wait pod/keeper --for=condition=Ready');
  const refused = await text('cp keeper:/etc/hostname host.txt');
  expect(refused).toContain('written into no file');
  expect(refused).toMatch(/kubectl exec keeper -- cat \/etc\/hostname/);
});
