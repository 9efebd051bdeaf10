import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {learnerWithPod} from '#test/support/numbered-commands.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

const stuck = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: stuck}
spec:
  selector: {matchLabels: {app: stuck}}
  template:
    metadata: {labels: {app: stuck}}
    spec:
      nodeSelector: {disk: none}
      containers: [{name: stuck, image: "nginx:1.18-alpine"}]
`;
const stopsWaiting = /I stopped waiting, as your next command was in line/;
// the emulated cluster's containers have no /proc to find it by
const isLeft = /It would only have waited on, so I (?:ended it|stopped reading), as your next command was in line/;
const nextEndsIt = /Your next command ends the waiting, and so does `?\/cancel/;

test.for([
  ['rollout status deployment/stuck', /Waiting for deployment "stuck" rollout[^]*I stopped waiting/, nextEndsIt],
  ['wait --for=condition=Ready pods -l app=stuck --timeout=100s', stopsWaiting, nextEndsIt],
  ['logs -f daemonset/nginx', /I stopped following, as your next command was in line/, undefined],
  ['exec daemonset/nginx -- sleep 300', isLeft, nextEndsIt],
  ['exec daemonset/nginx -- sh -c "while true; do echo tick; sleep 1; done"', isLeft, nextEndsIt],
  ['exec daemonset/nginx -- tail -f /etc/hosts', /localhost[^]*It would only have waited on/, nextEndsIt],
  [
    'run stays --image=busybox:1.36 -i --restart=Never -- sleep 300',
    /I stopped waiting[^]*It goes on: see it with logs stays/,
    /Waiting until pod\/stays has ended …\nYour next command ends the waiting, and so does `?\/cancel/,
  ],
  [
    'run goes --image=busybox:1.36 --rm -it --restart=Never -- sh -c "sleep 300"',
    /pod "goes" deleted[^]*so I took it away, as your next command was in line/,
    nextEndsIt,
  ],
] as const)('%s makes way for what is typed next, and says so', {timeout: 60_000}, async ([line, said, told]) => {
  const hal = await learnerWithPod(labrador.chat, `hal-${nameOf(line)}`);
  await hal.types('/apply', {file: {name: 'stuck.yaml', text: stuck}});
  const waits = await hal.sends(`/kubectl command:${line}`);
  if (told !== undefined) await waits.until(told, 20_000);
  const next = await (await hal.sends('/kubectl command:get pods -o name')).answered(20_000);
  expect(await next.output()).toMatch(/pod\/nginx-/);
  expect(await waits.until(said, 20_000)).not.toContain('⏳');
});

let learners = 0;
const nameOf = (line: string): string => `${line.split(' ')[0]}-${(learners += 1)}`;

test('what has something to do is not cut off: what was typed next comes after it', {timeout: 60_000}, async () => {
  const ida = await learnerWithPod(labrador.chat, 'ida');
  const works = await ida.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 60; echo done > /tmp/work"');
  await works.until(/Your next commands wait for it; `?\/cancel`? ends it/, 20_000);
  const next = await (await ida.sends('/kubectl command:exec daemonset/nginx -- cat /tmp/work')).answered(30_000);
  expect(await next.output()).toBe('done');
  const probes = await ida.sends(
    '/kubectl command:run probe --image=busybox:1.36 --rm -i --restart=Never -- sh -c "sleep 60; cat /etc/hosts"',
  );
  expect(await (await ida.sends('/kubectl command:get nodes')).answered(40_000)).toBeDefined();
  expect(await probes.text()).toMatch(/localhost[^]*pod "probe" deleted/);
});

test('what is watched with get -w is kept current, and holds nothing up', {timeout: 60_000}, async () => {
  const joe = await learnerWithPod(labrador.chat, 'joe');
  const watched = await joe.types('/kubectl command:get pods -w');
  await joe.types('/kubectl command:delete pod --all');
  expect(await watched.until(/Terminating|gone|deleted/iu)).toContain('nginx');
});
