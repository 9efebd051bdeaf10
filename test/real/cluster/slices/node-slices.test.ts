import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person} from '#test/support/chat-page.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await realCluster(3));
});
afterAll(async () => labrador?.close());

const firstColumn = (output: string): string[] =>
  output
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/)[0] ?? '');

async function output(person: Person, line: string): Promise<string> {
  return (await person.types(`/kubectl command:${line}`)).output();
}

test('on a cluster of several nodes each learner has a slice of their own', async () => {
  const learners = await Promise.all(['lovelace', 'lamarr', 'liskov'].map(async (name) => labrador.chat.join(name)));
  await Promise.all(learners.map(async (learner) => learner.types('/lab start')));
  const slices = await Promise.all(learners.map(async (learner) => firstColumn(await output(learner, 'get nodes'))));
  expect(slices.map((nodes) => nodes.length)).toEqual([1, 1, 1]);
  expect(new Set(slices.flat()).size).toBe(3);

  for (const [index, learner] of learners.entries()) {
    const applied = await learner.types('/kubectl command:apply -f labs/daemonsets/specs/nginx');
    await applied.until(/\*\*Running\*\* · 1\/1 ready/, 120_000);
    expect(await output(learner, 'get ds nginx')).toMatch(/^nginx +1 +1 +1 +1 +1 /m);
    const pods = await output(learner, 'get pods -o wide');
    expect(pods.split('\n')).toHaveLength(2);
    expect(pods).toContain(` ${slices[index]?.[0]} `);
    const other = slices[(index + 1) % slices.length]?.[0];
    expect(await (await learner.types(`/kubectl command:get node ${other}`)).text()).toContain(
      `nodes "${other}" not found`,
    );
  }
  for (const learner of learners) {
    const left = await (await learner.types('/lab leave')).answered(180_000);
    expect(await left.text()).toMatch(/namespace "\S+" deleted/);
  }
});
