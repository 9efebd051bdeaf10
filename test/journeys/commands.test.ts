import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {learnerWithPod, order} from '#test/support/numbered-commands.ts';
import {waitUntil} from '#test/support/wait-until.ts';

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

describe('what is typed wrong gets one sentence and what to do next', () => {
  test.each([
    ['/kubectl command:get pods | sed s/a/b/', /cannot stand behind a /, /Type: kubectl get pods/],
    ['/kubectl command:apply -f labs/daemonsets/specs/ngnix', /no file or folder/, /specs\/nginx/],
    ['/kubectl command:get priorityclasses', /whole cluster/, /api-resources/],
    ['/kubectl command:get widgets', /widgets/, /pods/],
    ['/kubectl command:get pods -n kube-system', /own namespaces are not yours/, /Type: kubectl get pods/],
    ['/kubectl command:drain node-1', /drain is not supported/, /nodes are shared/],
    ['/kubectl command:get pod nothing', /pods "nothing" not found/, /^/],
    ['/kubectl command:exec -it daemonset/nginx -- sh', /./, /→/],
    ['/browse service:none', /services "none" not found/, /^/],
    ['/kubectl command:label pods --all labrador.dev/workshop=x', /not yours to set/, /→ Use a key of your own/],
    ['/kubectl command:label pods --all constructor=a', /pod\/\S+ labeled/, /^/],
  ])('%s', async (line, sentence, next) => {
    const text = await (await ada.types(line)).text();
    expect(text.split('\n')[0]).toMatch(/^`.+`$/);
    expect(text).toMatch(sentence);
    expect(text).toMatch(next);
  });

  test('a command without a sandbox says how to get one', async () => {
    const grace = await labrador.chat.join('grace');
    expect(await (await grace.types('/kubectl command:get pods')).text()).toMatch(
      /no sandbox yet.*\n→ Type \/lab start/,
    );
  });
});

test('what is printed can be one field of it, and goes through programs behind a |', async () => {
  const name = await (
    await ada.types("/kubectl command:get pods -l app=nginx -o jsonpath='{.items[0].metadata.name}'")
  ).output();
  expect(name).toMatch(/^nginx-[a-z0-9]{5}$/u);
  expect(await (await ada.types('/kubectl command:get pods -l app=nginx -w | grep -c Running')).output()).toBe('1');
  expect(
    await (await ada.types('/kubectl command:exec ds/nginx -- cat /etc/hosts | grep -o localhost | head -1')).output(),
  ).toBe('localhost');
});

describe('the learner’s own YAML', () => {
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mine\ndata:\n  greeting: hello\n';

  test('can be pasted into a window', async () => {
    const asked = await ada.types('/apply');
    expect((await asked.interaction()).modal?.title).toBe('Apply your own YAML');
    const applied = await ada.fills(asked, {yaml: configMap});
    expect(await applied.text()).toContain('configmap/mine created');
    expect(await (await ada.types('/kubectl command:get cm mine -o yaml')).output()).toContain('greeting: hello');
  });

  test('is refused with its file, line and field when it asks for what a sandbox has not, and nothing is applied', async () => {
    const text = `${configMap.replace('mine', 'second')}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: root\nspec:\n  hostNetwork: true\n  containers: []\n`;
    const refused = await ada.types('/apply', {file: {name: 'pod.yaml', text}});
    expect(await refused.text()).toMatch(/pod\.yaml line 13: spec\.hostNetwork is not allowed here/);
    expect(await (await ada.types('/kubectl command:get cm second')).text()).toContain('"second" not found');
  });

  test('must be a YAML file', async () => {
    expect(await (await ada.types('/apply', {file: {name: 'pod.exe', text: 'x'}})).text()).toContain(
      'not YAML by its name',
    );
  });
});

test(
  'what only waits makes way for what is typed next, and says so; nothing of it is lost',
  {timeout: 60_000},
  async () => {
    const hal = await labrador.chat.join('hal');
    await hal.types('/lab start');
    await hal.types('/kubectl command:apply -f specs/sleep-with-hostPath.yaml');
    const waits = await hal.sends(
      "/kubectl command:wait --for=jsonpath='{.spec.nodeName}'=nowhere pod/sleep --timeout=100s",
    );
    const next = await hal.sends('/kubectl command:get pods');
    expect(await (await next.answered(20_000)).text()).toContain('sleep');
    expect(await waits.text()).toContain('I stopped waiting, as your next command was in line.');
  },
);

test('lines are run in the order in which they came, whether or not they are read with files of their own', async () => {
  const kay = await learnerWithPod(labrador.chat, 'kay');
  const numbers = Array.from({length: 10}, (_, at) => String(at));
  // a -f makes those of its learner be looked up
  const lines = numbers.map(
    (number, at) => `echo ${number}${at % 2 === 0 ? ' -f' : ''} >> /usr/share/nginx/html/order`,
  );
  const answers = [];
  for (const line of lines) answers.push(await kay.sends(`/kubectl command:exec daemonset/nginx -- sh -c "${line}"`));
  for (const answer of answers) await answer.answered();
  expect((await order(kay)).map((written) => written.slice(0, 1))).toEqual(numbers);
});

test('what is ahead is said, and /cancel answers all of it without running it', async () => {
  const first = await ada.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 30; cat /etc/hosts"');
  await waitUntil('the first runs', async () => ((await first.interaction()).state === 'deferred' ? true : undefined));
  const second = await ada.sends('/kubectl command:exec daemonset/nginx -- touch /tmp/ran');
  await waitUntil('the second is in line', async () => {
    const {state} = await second.interaction();
    return state === 'answered' ? true : undefined;
  });
  expect(await second.text()).toMatch(/In line: 1 of your commands is ahead/);
  const cancelled = await ada.types('/cancel');
  expect(await cancelled.text()).toMatch(/Cancelling 2/);
  for (const answer of [first, second]) expect(await (await answer.answered()).text()).toContain('Cancelled');
  expect(await (await ada.types('/kubectl command:exec daemonset/nginx -- ls /tmp')).text()).not.toContain('ran');
});

test('autocomplete knows verbs, the lab’s files and the names in the sandbox', async () => {
  expect(await ada.suggestions('/kubectl command:ge')).toContain('get pods');
  expect(await ada.suggestions('/kubectl command:apply -f ')).toContain('apply -f specs/nginx');
  expect(await ada.suggestions('/kubectl command:get svc ')).toContain('get svc nginx-np');
  expect(await ada.suggestions('/browse service:nginx')).toEqual(['nginx-lb', 'nginx-np']);
});

test('of a line that is longer than a suggestion the end is offered, and the whole line runs', async () => {
  const labels = Array.from({length: 8}, (_, index) => `note-${index}=something`).join(' ');
  const [end = ''] = await ada.suggestions(`/kubectl command:label pods --all ${labels} --over`);
  expect(end).toMatch(/^….*--overwrite$/);
  expect(await (await ada.types(`/kubectl command:${end}`)).text()).toMatch(/pod\/nginx-\S+ labeled/);
  expect(await (await ada.types('/kubectl command:… --overwrite')).text()).toMatch(
    /not known any more.*\n→ Type it whole/,
  );
});

test('replies are seen by their asker alone; the channels show everybody’s Pods and who did what', async () => {
  const flo = await labrador.chat.join('flo', ['facilitator']);
  await ada.types('/kubectl command:get pods');
  expect((await flo.sees()).some(({content}) => content.includes('kubectl get pods'))).toBe(false);
  const wall = await waitUntil('the wall shows the Pod', async () =>
    (await flo.sees()).find(({content}) => /\*\*ada\*\*.*\n.*nginx-\S+ Running 1\/1/.test(content)),
  );
  expect(wall.ephemeral).toBe(false);
  await waitUntil('the board shows the command', async () =>
    (await flo.sees('facilitators')).find(({content}) => content.includes('`kubectl get pods` ✓ done')),
  );
  await expect(ada.sees('facilitators')).rejects.toThrow(/./);
});
