import {afterAll, beforeAll, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';
import {leaveNothingBehind, playDaemonSetsLab} from '#test/support/play-daemonsets-lab.ts';

let labrador: Labrador;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
});
afterAll(async () => labrador?.close());

test('the whole lab can be taken by typing slash commands, and leaves nothing behind', async () => {
  const ada = await labrador.chat.join('ada');
  const flo = await labrador.chat.join('flo', ['facilitator']);
  await playDaemonSetsLab(ada);
  const [board] = await flo.sees('facilitators');
  expect(board?.content).toContain('**ada**');
  await leaveNothingBehind(ada, labrador);
});
