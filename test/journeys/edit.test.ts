import {afterAll, beforeAll, expect, test} from 'vitest';
import {z} from 'zod';
import type {Answer, Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const modalSchema = z.looseObject({
  components: z.array(z.looseObject({component: z.looseObject({value: z.string()})})).min(1),
});

let labrador: Labrador;
let ada: Person;

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  await ada.types('/lab start');
  const applied = await ada.types('/kubectl command:apply -f specs/nginx');
  await applied.until(/\*\*Running\*\* · 1\/1 ready/);
});
afterAll(async () => labrador?.close());

/** Opens the editor of an object, and what it is filled with. */
async function open(resource: string): Promise<{window: Answer; yaml: string}> {
  const offered = await ada.types(`/edit resource:${resource}`);
  const window = await (await ada.presses(await offered.message(), 'Open editor')).answered();
  const [field] = modalSchema.parse((await window.interaction()).modal).components;
  return {window, yaml: field?.component.value ?? ''};
}

test('an object is edited as its YAML, without what the cluster writes', async () => {
  const {window, yaml} = await open('daemonset/nginx');
  expect(yaml).toContain('path: /volumes/nginx-logs');
  expect(yaml).not.toMatch(/status:|managedFields|uid|resourceVersion|creationTimestamp|matchFields/);
  const edited = await ada.fills(window, {yaml: yaml.replace('revisionHistoryLimit: 10', 'revisionHistoryLimit: 5')});
  expect(await edited.text()).toContain('daemonset.apps/nginx edited');
  expect(await (await ada.types('/kubectl command:get ds nginx -o yaml')).output()).toContain(
    'revisionHistoryLimit: 5',
  );
});

test('a Service keeps the address and the port that the cluster gave it', async () => {
  const ofService = async () => (await ada.types('/kubectl command:get svc nginx-np -o yaml')).output();
  const before = await ofService();
  const {window, yaml} = await open('svc/nginx-np');
  await ada.fills(window, {yaml: yaml.replace('metadata:\n', 'metadata:\n  annotations:\n    mine: "yes"\n')});
  const after = await ofService();
  expect(after).toContain('mine: "yes"');
  for (const field of [/clusterIP: .*/, /nodePort: .*/]) expect(field.exec(after)?.[0]).toBe(field.exec(before)?.[0]);
});

test('what was changed meanwhile is a conflict, and what was typed comes back', async () => {
  const {window, yaml} = await open('ds/nginx');
  await ada.types(`/kubectl command:annotate ds/nginx meanwhile=yes`);
  const typed = yaml.replace(/revisionHistoryLimit: \d+/, 'revisionHistoryLimit: 8');
  const conflict = await ada.fills(window, {yaml: typed});
  expect(await conflict.text()).toMatch(/changed after the editor was opened, so nothing was written/);
  expect((await conflict.file()).trim()).toBe(typed.trim());
});

test('a broken text comes back with the line of the error, and so does a refused one', async () => {
  const first = await open('ds/nginx');
  const broken = first.yaml.replace('spec:', 'spec: {');
  const answer = await ada.fills(first.window, {yaml: broken});
  expect(await answer.text()).toMatch(/nginx\.yaml line \d+: /);
  expect((await answer.file()).trim()).toBe(broken.trim());
  const second = await open('ds/nginx');
  const refused = await ada.fills(second.window, {
    yaml: second.yaml.replace('image: nginx:1.18-alpine', 'image: evil'),
  });
  expect(await refused.text()).toMatch(/nginx\.yaml line \d+: spec\.template\.spec\.containers\[0\]\.image evil/);
  expect(await refused.file()).toContain('image: evil');
});

test('sending the same text twice, or unchanged, does no harm', async () => {
  const offered = await ada.types('/edit resource:ds/nginx');
  const message = await offered.message();
  const windows = [await ada.presses(message, 'Open editor'), await ada.presses(message, 'Open editor')];
  const filled: string[] = [];
  for (const window of windows) {
    const [field] = modalSchema.parse((await (await window.answered()).interaction()).modal).components;
    const yaml = (field?.component.value ?? '').replace(/revisionHistoryLimit: \d+/, 'revisionHistoryLimit: 3');
    filled.push(await (await ada.fills(window, {yaml})).text());
  }
  expect(filled[0]).toContain('daemonset.apps/nginx edited');
  expect(filled[1]).toContain('Edit cancelled, no changes made.');
});

test('what is not there, or not one’s own to change, cannot be edited', async () => {
  expect(await (await ada.types('/edit resource:daemonset/none')).text()).toContain(
    'You have no daemonset called none',
  );
  expect(await (await ada.types('/edit resource:node/lab-node')).text()).toContain('cannot be edited here');
  expect(await (await ada.types('/edit resource:nginx')).text()).toMatch(/→/);
  expect(await ada.suggestions('/edit resource:')).toContain('daemonset/nginx');
});

test('what is too long for a window comes as a file, which /apply takes', async () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: long\ndata:\n  page: "${'a long page '.repeat(400)}"\n`;
  await ada.types('/apply', {file: {name: 'long.yaml', text}});
  const offered = await waitUntil('the ConfigMap is known', async () => {
    const answer = await ada.types('/edit resource:cm/long');
    return (await answer.text()).includes('no configmap') ? undefined : answer;
  });
  expect(await offered.text()).toMatch(/too long for a window/);
  const changed = (await offered.file()).replace('a long page', 'another page');
  const applied = await ada.types('/apply', {file: {name: 'configmap-long.yaml', text: changed}});
  expect(await applied.text()).toContain('configmap/long configured');
});

test('an object of another namespace is edited there, by its flag or once that is the current one', async () => {
  const line = async (text: string): Promise<string> => (await ada.types(`/kubectl command:${text}`)).text();
  const valueIn = async (namespace: string): Promise<string> =>
    (await ada.types(`/kubectl command:get cm both -n ${namespace} -o jsonpath={.data.a}`)).output();
  await line('create ns dev');
  await line('create configmap both --from-literal=a=there -n dev');
  await line('create configmap both --from-literal=a=here');
  await waitUntil('the watch knows it', async () => {
    const suggested = await ada.suggestions('/kubectl command:get cm -n dev b');
    return suggested.includes('get cm -n dev both') ? true : undefined;
  });
  const flagged = await open('cm/both -n dev');
  expect(flagged.yaml).toMatch(/a: there[^]*namespace: dev/);
  const edited = await ada.fills(flagged.window, {yaml: flagged.yaml.replace('a: there', 'a: changed')});
  expect(await edited.text()).toMatch(/kubectl edit configmap\/both -n dev[^]*configmap\/both edited/);
  expect([await valueIn('dev'), await valueIn('default')]).toEqual(['changed', 'here']);
  await line('config set-context --current --namespace=dev');
  expect(await ada.suggestions('/edit resource:cm/')).not.toContain('configmap/nginx');
  const current = await open('cm/both');
  expect(current.yaml).toContain('a: changed');
  const ofHome = await open('cm/both -n default');
  expect(ofHome.yaml).toContain('a: here');
  // the window stays with the namespace that it was opened in
  await line('config set-context --current --namespace=default');
  await ada.fills(current.window, {yaml: current.yaml.replace('a: changed', 'a: again')});
  await ada.fills(ofHome.window, {yaml: ofHome.yaml.replace('a: here', 'a: home')});
  expect([await valueIn('dev'), await valueIn('default')]).toEqual(['again', 'home']);
  expect(await (await ada.types('/edit resource:cm/both -n kube-system')).text()).toContain('not one of yours');
  expect(await line('delete ns dev')).toContain('namespace "dev" deleted');
});
