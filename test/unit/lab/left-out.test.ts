import {expect, test} from 'vitest';
import {readLab} from '#src/store/read-lab.ts';
import {whyLeftOut} from '#scripts/lab-test/left-out.ts';

const labOf = async (name: string) => readLab(`specs/${name}`);

test.each([
  ['network-policies', 'a real cluster of which nobody says that it enforces them', true, false, false],
  ['network-policies', 'a real cluster that enforces them', true, true, true],
  ['network-policies', 'the emulated one', false, false, true],
  ['services', 'a real cluster of which nobody says that it enforces them', true, false, true],
])('the lab %s on %s is played or left out', async (name, _, isReal, isEnforced, isPlayed) => {
  const why = whyLeftOut(await labOf(name), {isReal, isEnforced});
  const said = expect.stringMatching(/^network-policies: left out.*TEST_NETWORK_POLICIES=enforced/u);
  expect(why).toEqual(isPlayed ? undefined : said);
});
