import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** A Pod that serves a page, and one whose container ends as soon as it has begun, again and again. */
const pods = `apiVersion: v1
kind: Pod
metadata: {name: serving, labels: {app: serving}}
spec: {containers: [{name: web, image: 'nginx:1.18-alpine', ports: [{name: http, containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: crashing, labels: {app: crashing}}
spec: {containers: [{name: web, image: 'nginx:1.18-alpine', command: ['true']}]}
`;
const service = (name: string, app: string, targetPort: number | string): string => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${app}}, ports: [{port: 80, targetPort: ${targetPort}}]}
`;
const services = [
  service('good', 'serving', 'http'),
  service('wrong-port', 'serving', 8081),
  service('wrong-name', 'serving', 'web'),
  service('nobody', 'no-such-app', 80),
  service('crash', 'crashing', 80),
].join('');

let labrador: Labrador;
let ada: Person;

beforeAll(async () => {
  labrador = await startLabrador(await realCluster());
  ada = await labrador.chat.join('perlman');
  await ada.types('/lab start');
  await ada.types('/apply', {file: {name: 'apps.yaml', text: `${pods}${services}`}});
  await ada.types('/kubectl command:wait pod/serving --for=condition=Ready');
  await waitUntil('the page comes', async () => ((await browse('good')).includes('HTTP 200') ? true : undefined));
});
afterAll(async () => {
  await ada?.types('/lab leave');
  await labrador?.close();
});

const browse = async (name: string): Promise<string> => (await ada.types(`/browse service:${name}`)).text();

test.each([
  ['none', /services "none" not found/],
  [
    'wrong-port',
    /✗ The app does not answer: the Pod serving is ready, but nothing answers HTTP on 8081, to which the Service wrong-port sends; the containers declare 80 \(http\)\.\n→ .*write targetPort: 80/,
  ],
  [
    'wrong-name',
    /✗ The app does not answer: no Pod that is ready has a port named web, to which the Service wrong-name sends; the containers declare 80 \(http\)\./,
  ],
  [
    'nobody',
    /✗ The app does not answer: no Pod has the labels that the Service nobody looks for \(app=no-such-app\)\./,
  ],
])('what learners read of a Service that gives no page: %s', async (name, said) => {
  expect(await browse(name)).toMatch(said);
});

test('of an app that crashes, since when no Pod has been ready behind it, whenever it is asked for', async () => {
  const seen =
    /✗ The app does not answer: its Pod crashing is not ready \(\w+.*\)\. No Pod has been ready behind it since <t:\d+:T>/;
  for (const restarts of [1, 2, 3]) {
    await waitUntil(
      `restart ${restarts}`,
      async () => {
        const table = await (await ada.types('/kubectl command:get pod crashing')).output();
        return Number(/^crashing +\S+ +\S+ +(?<restarts>\d+)/m.exec(table)?.groups?.['restarts']) >= restarts
          ? true
          : undefined;
      },
      {withinMs: 120_000},
    );
    expect(await browse('crash')).toMatch(seen);
  }
});
