import {expect, test} from 'vitest';
import {openBrowser} from '#test/support/browser.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {isSent} from '#test/support/page-answer.ts';
import {kubectl, startChat} from '#test/support/discord-client.ts';

test('a command is chosen, sent and brought back by keyboard alone', async () => {
  await using chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('pods are here');
  });
  const browser = await openBrowser();
  try {
    const page = await openChatPage(browser, chat.emulator.url);
    const input = page.getByLabel('Command');
    await input.focus();
    await page.keyboard.type('/kub');
    await page.getByRole('option', {name: 'kubectl'}).waitFor();
    await expect.poll(async () => input.getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => input.inputValue()).toBe('/kubectl ');
    await page.getByRole('option', {name: 'command:'}).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('get pods');
    await page.keyboard.press('Enter');
    await page.locator('#messages > li', {hasText: 'pods are here'}).waitFor();
    await isSent(page);
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => input.inputValue()).toBe('/kubectl command:get pods');
    await page.keyboard.press('Escape');
    await expect.poll(async () => input.getAttribute('aria-expanded')).toBe('false');

    await input.fill('/kubectl command:get svc');
    await page.keyboard.press('Enter');
    await isSent(page);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => input.inputValue()).toBe('/kubectl command:get pods');
    await input.fill('');
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => input.inputValue()).toBe('/kubectl command:get svc');

    await input.fill('/lab');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => input.inputValue()).toBe('/kubectl command:get svc');
    await page.keyboard.press('ArrowDown');
    await expect.poll(async () => input.inputValue()).toBe('/lab');

    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('There is no command /lab').waitFor();
    await expect.poll(async () => input.inputValue()).toBe('/lab');
    expect(chat.errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
