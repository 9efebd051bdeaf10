import type {Locator, Page} from 'playwright-core';
import {z} from 'zod';
import {waitUntil} from './wait-until.ts';

const openedSchema = z.object({interaction: z.string()});
const interactionSchema = z.looseObject({state: z.string(), messages: z.array(z.string())});

/** An answer comes when whoever works for it is done, which takes as long as their machine takes. */
const withinMs = 90_000;

/**
 * Sends a line or presses a button, and waits for the message that answers just this, a new one or one that is edited,
 * until it shows what is expected. Other messages come and go whenever they like: counting them tells nothing.
 * @param act what is done on the page, once
 */
export async function pageAnswer(page: Page, act: () => Promise<unknown>, expected: RegExp): Promise<Locator> {
  const {origin} = new URL(page.url());
  const asks = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && /\/_emulator\/(?:commands|components)$/.test(response.url()),
  );
  const [asked] = await Promise.all([asks, act()]);
  if (!asked.ok()) throw new Error(`the chat refused it: ${await asked.text()}`);
  const {interaction} = openedSchema.parse(await asked.json());
  let seen = 'no answer';
  return waitUntil(
    `the page shows ${String(expected)}`,
    async () => {
      const reply = await fetch(`${origin}/_emulator/interactions/${interaction}`);
      const {state, messages} = interactionSchema.parse(await reply.json());
      if (state === 'failed') throw new Error('the bot did not answer');
      const [id] = messages;
      if (id === undefined) return undefined;
      const answer = page.locator(`#messages > li[data-id="${id}"]`);
      seen = (await answer.allInnerTexts()).join('\n');
      return expected.test(seen) ? answer : undefined;
    },
    {withinMs, seen: () => seen},
  );
}

/** Sends a line, as `pageAnswer`. */
export async function sendLine(page: Page, line: string, expected: RegExp): Promise<Locator> {
  const input = page.getByLabel('Command');
  const send = async (): Promise<void> => {
    await input.fill(line);
    await input.press('Enter');
  };
  const answer = await pageAnswer(page, send, expected);
  await isSent(page);
  return answer;
}

/** Waits until the line that was sent has left the field: only then is it remembered, and another can be typed. */
export async function isSent(page: Page): Promise<void> {
  const input = page.getByLabel('Command');
  await waitUntil('the line is sent', async () => ((await input.inputValue()) === '' ? true : undefined));
}
