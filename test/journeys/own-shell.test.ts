import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
let ben: Person;
const kubectl = async (line: string) => ada.types(`/kubectl command:${line}`);
const text = async (line: string): Promise<string> => (await kubectl(line)).text();
const output = async (line: string): Promise<string> => (await kubectl(line)).output();

beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  ben = await labrador.chat.join('ben');
  await ada.types('/lab start');
  await ben.types('/lab start');
});
afterAll(async () => labrador?.close());

test('what is printed is written into a file, which later lines read', {timeout: 60_000}, async () => {
  const trial = 'create deployment web --image=nginx:1.18-alpine --dry-run=client -o yaml';
  const printed = await output(trial);
  expect(await text(`${trial} > web.yaml`)).toContain('Written to web.yaml');
  expect(await output('cat web.yaml')).toBe(printed);
  expect(await output('cat web.yaml | grep kind')).toBe('kind: Deployment');
  expect(await text('apply -f web.yaml')).toContain('deployment.apps/web created');
  expect(await text('get secret x -o yaml > x.yaml')).toContain('written into no file');
  // nobody else has it
  expect(await (await ben.types('/kubectl command:apply -f web.yaml')).text()).toMatch(
    /no file or folder \S*web\.yaml/,
  );
});

test('what is made on paper is handed on, and admitted as a file is', {timeout: 60_000}, async () => {
  const made = (value: string): string =>
    `create configmap colours --from-literal=sky=${value} --dry-run=client -o yaml | kubectl apply -f -`;
  expect(await text(made('blue'))).toContain('configmap/colours created');
  expect(await text(made('grey'))).toContain('configmap/colours configured');
  expect(await output("get configmap colours -o jsonpath='{.data.sky}'")).toBe('grey');
  expect(await text('cat web.yaml | kubectl apply -f -')).toMatch(/deployment\.apps\/web (?:configured|unchanged)/);
  const overrides = '{"spec":{"hostNetwork":true}}';
  expect(
    await text(`run a --image=busybox:1.36 --overrides='${overrides}' --dry-run=client -o yaml | kubectl apply -f -`),
  ).toContain('your line: spec.hostNetwork');
  expect(await text('scale deployments --all --replicas=0')).toContain('deployment.apps/web scaled');
  expect(await text('annotate configmaps -l app=none owner=ada')).not.toContain('annotated');
});

test('what is read is set as a variable, which stands for its words and no more', {timeout: 60_000}, async () => {
  expect(await text('get deploy $NAME')).toContain('You have set no variable NAME');
  expect(await text("export NAME=$(kubectl get deploy -o jsonpath='{.items[0].metadata.name}')")).toContain(
    '$NAME is set',
  );
  expect(await output('echo "${NAME} it is"')).toBe('web it is');
  expect(await output('get deploy/$NAME -o name')).toBe('deployment.apps/web');
  expect(await text("EVIL='web; delete deploy --all'")).toContain('$EVIL is set');
  expect(await text('get deploy "$EVIL"')).toContain('cannot be the name of an object');
  // the words of a shell, and none of its syntax
  expect(await text('get deploy $EVIL')).toContain('get does not take “--all” here');
  expect(await output('get deploy -o name')).toBe('deployment.apps/web');
});

test('it is in what is exported, and gone with the sandbox', {timeout: 90_000}, async () => {
  expect(await (await ada.types('/me export')).file()).toContain('"web.yaml": "apiVersion: apps/v1');
  await ada.types('/lab leave');
  await ada.types('/lab start');
  await expect.poll(async () => text('cat web.yaml'), {timeout: 60_000}).toContain('no meaning');
});
