import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

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

test('a line that edits an object is answered with the button that opens its editor', async () => {
  await text('create ns dev');
  await text('create configmap both --from-literal=a=there -n dev');
  await text('create configmap both --from-literal=a=here');
  await waitUntil('the watch knows it', async () => {
    const suggested = await ada.suggestions('/kubectl command:get cm -n dev b');
    return suggested.includes('get cm -n dev both') ? true : undefined;
  });
  for (const [line, value] of [
    ['edit cm both', 'here'],
    ['edit configmap/both -n dev', 'there'],
    ['-n dev edit cm/both -o yaml', 'there'],
  ] as const) {
    const offered = await kubectl(line);
    const opened = await (await ada.presses(await offered.message(), 'Open editor')).answered();
    expect(JSON.stringify((await opened.interaction()).modal)).toContain(`a: ${value}`);
  }
  expect(await text('edit cm nothing')).toContain('You have no configmap called nothing');
  expect(await text('edit cm')).toContain('Use /edit');
});

test('a line that forwards to a Service is answered with the button that shows its page', async () => {
  for (const there of ['', ' -n dev']) {
    await (await kubectl(`create deployment web --image=nginx:1.18-alpine${there}`)).until(/1\/1 ready/);
    await text(`expose deployment web --port=80${there}`);
    const offered = await kubectl(`port-forward svc/web 8080:80${there}`);
    const page = await ada.presses(await offered.message(), 'Show page');
    expect(await page.until(/Welcome to nginx/)).toContain('web');
    if (there === '') await text('delete deployment,service web');
  }
});
