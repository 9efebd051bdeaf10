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
  await (await ada.types('/lab start')).until(/ready on/);
});
afterAll(async () => labrador?.close());

test('namespaces are found by their fields, and by those alone, in every form', async () => {
  await text('create ns alpha');
  await text('create ns beta');
  expect(await output('get ns --field-selector metadata.name=alpha')).toMatch(
    /^NAME +STATUS +AGE\nalpha +Active +\S+$/,
  );
  expect(await output('get ns --field-selector metadata.name=alpha -o name')).toBe('namespace/alpha');
  expect(await output('get ns --field-selector status.phase=Active,metadata.name!=alpha -o name')).toMatch(
    /^namespace\/beta\nnamespace\/labrador-\S+$/,
  );
  expect(await output('get ns --field-selector status.phase=Terminating')).toBe('No resources found');
  expect(await text('get ns --field-selector spec.x=y')).toContain(
    'Error from server (BadRequest): "spec.x" is not a known field selector: only "metadata.name", "status.phase"',
  );
});

test('what is deleted by its fields is what they find', {timeout: 60_000}, async () => {
  await (await kubectl('run stays --image=nginx:1.18-alpine')).until(/\*\*Running\*\*/);
  await (await kubectl('run ended --image=busybox:1.36 --restart=Never -- true')).until(/Completed|Succeeded/);
  expect(await output('delete pods --field-selector=status.phase==Succeeded')).toContain('pod "ended" deleted');
  expect(await output('get pods -o name')).toBe('pod/stays');
  expect(await output('delete ns --field-selector metadata.name=beta')).toContain('namespace "beta" deleted');
  expect(await output('get ns --field-selector metadata.name!=alpha -o name')).toMatch(/^namespace\/labrador-\S+$/);
  expect(await text('delete pods --all --field-selector status.phase=Running')).toContain('cannot go together');
  expect(await text('delete pod stays --field-selector status.phase=Running')).toContain('cannot go together');
  expect(await output('get pods -o name')).toBe('pod/stays');
});
