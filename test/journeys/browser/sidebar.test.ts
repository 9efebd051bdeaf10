import {ApplicationCommandType} from 'discord.js';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubectl, startChat} from '#test/support/discord-client.ts';
import {openBrowser} from '#test/support/browser.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

const place = (page: Page, name: string) => page.getByRole('navigation', {name: 'Channels'}).getByRole('link', {name});
const background = async (page: Page): Promise<unknown> =>
  page.evaluate('getComputedStyle(document.documentElement).backgroundColor');

test('a channel where something was said is marked until it is read', async () => {
  await using chat = await startChat([kubectl]);
  const {channels, url} = chat.emulator;
  const page = await openChatPage(browser, url, {user: 'flo'});
  await place(page, 'facilitators').waitFor();
  const say = async (content: string) => chat.rest('POST', `/channels/${channels.facilitators}/messages`, {content});
  await say('one');
  await say('two');
  await place(page, 'facilitators 2 unread').waitFor();
  await page.reload();
  await place(page, 'facilitators 2 unread').click();
  await page.locator('#messages').getByText('two').waitFor();
  await page.getByText('2 unread').waitFor({state: 'detached'});
  await expect.poll(() => new URL(page.url()).hash).toBe('#/flo/facilitators');
  await place(page, 'workshop').click();
  await page.getByRole('heading', {name: 'Welcome, flo'}).waitFor();
  await page.reload();
  await place(page, 'workshop').waitFor();
  expect(await page.getByText('unread').count()).toBe(0);
});

test('the page opens where it was left', async () => {
  await using chat = await startChat([kubectl]);
  const page = await openChatPage(browser, chat.emulator.url, {user: 'flo'});
  await place(page, 'facilitators').click();
  await page.getByText('Nothing in facilitators yet').waitFor();
  const again = await page.context().newPage();
  await again.goto(chat.emulator.url);
  await again.getByText('Nothing in facilitators yet').waitFor();
  await expect.poll(async () => again.getByLabel('You are').inputValue()).toBe('flo');
});

test('a person is added and played at once', async () => {
  await using chat = await startChat([kubectl]);
  const page = await openChatPage(browser, chat.emulator.url);
  await page.getByRole('button', {name: 'Add a person'}).press('Enter');
  const dialog = page.getByRole('dialog', {name: 'Add a person'});
  await dialog.getByLabel('Name').fill('two words');
  await page.keyboard.press('Enter');
  await dialog.getByText('A name has 1 to 32 characters').waitFor();
  await dialog.getByLabel('Name').fill('ada');
  await page.keyboard.press('Enter');
  await dialog.getByText('ada is here already').waitFor();
  await dialog.getByLabel('Name').fill('mary');
  await dialog.getByLabel('facilitator').check();
  await page.keyboard.press('Enter');
  await dialog.waitFor({state: 'detached'});
  await page.getByRole('heading', {name: 'Welcome, mary'}).waitFor();
  await expect.poll(async () => page.getByLabel('You are').inputValue()).toBe('mary');
  await place(page, 'facilitators').waitFor();
});

test('a person whose client speaks German reads commands and menus in German', async () => {
  const localized = {...kubectl, descriptionLocalizations: {de: 'Einen Befehl ausführen'}};
  const show = {type: ApplicationCommandType.Message, name: 'Show it', nameLocalizations: {de: 'Zeigen'}} as const;
  await using chat = await startChat([localized, show]);
  await chat.rest('POST', `/channels/${chat.emulator.channels.workshop}/messages`, {content: 'one'});
  const page = await openChatPage(browser, chat.emulator.url);
  await page.getByRole('button', {name: 'Add a person'}).press('Enter');
  const dialog = page.getByRole('dialog', {name: 'Add a person'});
  await dialog.getByLabel('Name').fill('grete');
  await dialog.getByLabel('Language of their client').selectOption('Deutsch');
  await dialog.getByRole('button', {name: 'Add'}).click();
  await expect.poll(async () => page.getByLabel('You are').inputValue()).toBe('grete');
  await page.getByRole('combobox', {name: 'Command'}).fill('/kub');
  await page.getByRole('option', {name: 'kubectl Einen Befehl ausführen'}).waitFor();
  await page.getByLabel(/^Apps for this message/).click();
  await page.getByRole('button', {name: 'Zeigen'}).waitFor();
});

test('who was chosen stays chosen, though what an earlier person sees arrives later', async () => {
  await using chat = await startChat([kubectl]);
  const page = await openChatPage(browser, chat.emulator.url, {user: 'ada'});
  const chosen = Promise.withResolvers<void>();
  await page.route(/messages\?user=ada/, async (route) => {
    await chosen.promise;
    await route.continue();
  });
  const late = page.waitForResponse(/messages\?user=ada/);
  await page.route(/events\?user=flo/, async (route) => {
    chosen.resolve();
    await (await late).finished();
    await route.continue();
  });
  const stale = page.waitForRequest(/messages\?user=ada/);
  await chat.control('POST', '/users', {name: 'mary', roles: []});
  await stale;
  await page.getByLabel('You are').selectOption('flo');
  await late;
  await page.getByRole('heading', {name: 'Welcome, flo'}).waitFor();
  await expect.poll(async () => page.getByLabel('You are').inputValue()).toBe('flo');
});

test('light and dark follow the system until one is chosen, which stays', async () => {
  await using chat = await startChat([kubectl]);
  const page = await openChatPage(browser, chat.emulator.url, {colorScheme: 'dark'});
  const dark = await background(page);
  await page.emulateMedia({colorScheme: 'light'});
  await expect.poll(async () => background(page)).not.toBe(dark);
  await page.getByRole('radio', {name: 'Dark'}).press('Space');
  await expect.poll(async () => background(page)).toBe(dark);
  await page.reload();
  await place(page, 'workshop').waitFor();
  await expect.poll(async () => background(page)).toBe(dark);
  expect(await page.getByRole('radio', {name: 'Dark'}).isChecked()).toBe(true);
});

test('on a phone nothing is wider than the screen, and channels are behind a button', async () => {
  await using chat = await startChat([kubectl]);
  const wide = `${'wide'.repeat(80)} \`${'code '.repeat(60)}\`\n\`\`\`\n${'x'.repeat(400)}\n\`\`\``;
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(wide);
  });
  const page = await openChatPage(browser, chat.emulator.url, {user: 'flo', width: 390, height: 844});
  await chat.run('flo', '/kubectl command:x');
  await page.locator('#messages pre').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect(await page.getByRole('log').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  expect(await page.locator('#messages pre').evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
  await expect.poll(async () => place(page, 'facilitators').isVisible()).toBe(false);
  await page.getByRole('button', {name: 'Menu'}).press('Enter');
  await place(page, 'facilitators').click();
  await page.getByText('Nothing in facilitators yet').waitFor();
  await expect.poll(async () => place(page, 'facilitators').isVisible()).toBe(false);
});
