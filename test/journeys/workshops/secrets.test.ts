import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {openClass, type TestClass} from './class.ts';

const value = 'hunter2-of-ada';
const patched = 'correct-horse';
const encoded = [value, patched].map((text) => Buffer.from(text).toString('base64'));
const shown = new RegExp([value, patched, ...encoded].join('|'));

const manifests = `apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {password: ${value}}
---
apiVersion: v1
kind: Pod
metadata: {name: reads}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: reads
    image: busybox:1.36
    command: [sh, -c, sleep 3600]
    env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]
    volumeMounts: [{name: keys, mountPath: /keys}]
  volumes: [{name: keys, secret: {secretName: db}}]
`;

let room: TestClass;
let flo: Person;
let ada: Person;
const output = async (line: string): Promise<string> => (await ada.types(`/kubectl command:${line}`)).output();

beforeAll(async () => {
  room = await openClass();
  flo = room.flo;
  ada = await room.page.join('ada');
  await ada.types('/lab start');
});
afterAll(async () => room?.close());

test('a learner writes a Secret, reads it, and has it in a Pod', async () => {
  const applied = await ada.types('/apply', {file: {name: 'db.yaml', text: manifests}});
  expect(await applied.text()).toContain('secret/db created');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
  expect(await output('get secret db -o yaml')).toContain(encoded[0]);
  expect(await output('describe secret db')).toMatch(new RegExp(`password: +${value.length} bytes`));
  expect(await output('exec reads -- printenv PASSWORD')).toContain(value);
  expect(await output('exec reads -- cat /keys/password')).toContain(value);
  const text = await (
    await ada.types(`/kubectl command:patch secret db -p '{"stringData":{"more":"${patched}"}}'`)
  ).text();
  expect(text).toContain('secret/db patched');
  expect(text).not.toContain(patched);
  expect(await output('get secret db -o yaml')).toContain(encoded[1]);
  await ada.types(`/kubectl command:create secret generic x --from-literal=a=${patched}`);
});

test('a facilitator sees that there is one, and no value of it', async () => {
  const looksAt = async (line: string): Promise<string> => {
    const file = await (await flo.types('/workshop learner who:@ada')).message();
    const window = await flo.presses(file, 'Run a command that only reads');
    await window.answered();
    return (await flo.fills(window, {text: line})).output();
  };
  const file = await (await flo.types('/workshop learner who:@ada')).text();
  expect(file).toContain('get secret db -o yaml');
  expect(file).not.toMatch(shown);
  for (const output of ['yaml', 'json']) {
    const looked = await looksAt(`get secret db -o ${output}`);
    expect(looked).toContain(`${value.length} bytes`);
    expect(looked).not.toMatch(shown);
  }
  const exported = await (await flo.types('/workshop export')).message();
  const files = await Promise.all(exported.attachments.map(async ({url}) => (await fetch(url)).text()));
  expect(files.join('\n')).toContain('patch secret db -p');
  expect(files.join('\n')).not.toMatch(shown);
});

test('nobody else is shown a value, in any channel', async () => {
  await waitUntil('the wall has the Pod', async () => {
    const wall: ShownMessage[] = await flo.sees('workshop');
    return wall.some(({content}) => content.includes('reads')) ? true : undefined;
  });
  for (const channel of ['workshop', 'facilitators'])
    expect((await flo.sees(channel)).map(({content}) => content).join('\n')).not.toMatch(shown);
});
