import {afterAll, beforeAll, expect, test} from 'vitest';
import {leaveNothingBehind, playDaemonSetsLab} from '#test/support/play-daemonsets-lab.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {realCluster} from '#test/support/real-cluster.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await realCluster());
});
afterAll(async () => labrador?.close());

test('two learners take the whole lab on one node at the same time, and leave nothing behind', async () => {
  const learners = await Promise.all(['hopper', 'hamilton'].map(async (name) => labrador.chat.join(name)));
  const flo = await labrador.chat.join('flo', ['facilitator']);
  await Promise.all(learners.map(async (learner) => playDaemonSetsLab(learner)));
  const [board] = await flo.sees('facilitators');
  for (const {name} of learners) expect(board?.content).toContain(`**${name}**`);
  await Promise.all(learners.map(async (learner) => leaveNothingBehind(learner, labrador)));
});
