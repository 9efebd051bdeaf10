import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Person, ShownMessage} from '#test/support/chat-page.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {startLabrador, type Labrador} from '#test/support/labrador.ts';

let labrador: Labrador;
let ada: Person;
let flo: Person;
beforeAll(async () => {
  labrador = await startLabrador(await emulatedCluster());
  ada = await labrador.chat.join('ada');
  flo = (await labrador.chat.join('flo', ['facilitator'])).in('facilitators');
  await ada.types('/lab start');
});
afterAll(async () => labrador?.close());

/** A message that all see: what a facilitator says to the class. */
async function posted(text: string): Promise<ShownMessage> {
  await flo.types(`/workshop broadcast text:${text}`);
  const found = (await ada.sees()).findLast(({content}) => content.includes(text.slice(-20)));
  if (found === undefined) throw new Error('nobody sees it');
  return found;
}

const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  greeting: hello`;

test('the YAML of a message is applied by who chooses so, in their own sandbox', async () => {
  const message = await posted(`Try this:\n\`\`\`yaml\n${configMap('from-message')}\n\`\`\`\nand look at it`);
  const applied = await (await ada.choosesOn(message, 'Apply this YAML')).answered();
  expect(await applied.text()).toContain('configmap/from-message created');
  const outsider = await (await flo.choosesOn(message, 'Apply this YAML')).answered();
  expect(await outsider.text()).toMatch(/no sandbox yet.*\n→ Type \/lab start/);
});

test('a message without YAML gets one sentence, and what to do', async () => {
  const message = await posted('Lunch is at noon, all of you');
  const refused = await (await ada.choosesOn(message, 'Apply this YAML')).answered();
  expect(await refused.text()).toMatch(/There is no YAML in that message\.\n→ .*\/apply/);
});

test('a facilitator sees a learner and opens a thread with them from their menu', async () => {
  const shown = await (await flo.choosesOn(ada, 'Show learner')).answered();
  expect(await shown.text()).toMatch(/\*\*ada\*\*/);
  const thread = await (await flo.choosesOn(ada, 'Open a help thread')).answered();
  expect(await thread.text()).toMatch(/<#\d+>/);
  const stranger = await labrador.chat.join('grace');
  const refused = await (await flo.choosesOn(stranger, 'Show learner')).answered();
  expect(await refused.text()).toMatch(/They are not in this workshop\.\n→ /);
});
