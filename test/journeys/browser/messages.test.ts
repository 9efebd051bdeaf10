import {ActionRowBuilder, AttachmentBuilder, ButtonBuilder, ButtonStyle} from 'discord.js';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubectl, startChat, type Chat} from '#test/support/discord-client.ts';
import {openBrowser} from '#test/support/browser.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const hostile = [
  '<img src=x onerror="document.title=1">',
  '<script>document.title=1</script>',
  '[a](javascript:document.title=1)',
  '[b](data:text/html,x)',
  '![c](https://tracker.example/pixel.png)',
  '<https://',
  '|| ** __ ~~ `` ``` > - 1. # -#',
].join('\n');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

/** A chat that answers each command with what the test says. */
async function chatThatSays(content: string): Promise<Chat> {
  const chat = await startChat([kubectl]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(content);
  });
  return chat;
}

async function sendLine(page: Page, line: string): Promise<void> {
  await page.getByLabel('Command').fill(line);
  await page.getByLabel('Command').press('Enter');
}

test('a message that is edited keeps its element, and the button in it the focus', async () => {
  await using chat = await startChat([kubectl]);
  const rows = (presses: number, isDisabled: boolean) => [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder()
        .setCustomId('again')
        .setLabel(`Again (${presses})`)
        .setStyle(ButtonStyle.Secondary)
        .setDisabled(isDisabled),
    ),
  ];
  let presses = 0;
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({content: 'Pending', components: rows(presses, false)});
    } else if (interaction.isButton()) {
      presses += 1;
      await interaction.update({content: `Running **${presses}**\nand more`, components: rows(presses, presses > 1)});
    }
  });
  const page = await openChatPage(browser, chat.emulator.url);
  await sendLine(page, '/kubectl command:get pods');
  const item = page.locator('#messages > li');
  const button = item.getByRole('button', {name: /^Again/});
  await button.focus();
  const before = await item.elementHandle();
  await page.keyboard.press('Enter');
  await item.getByText('Running 1').waitFor();
  expect(await button.and(page.locator(':focus')).count()).toBe(1);
  await page.keyboard.press('Enter');
  await item.getByText('Running 2').waitFor();
  await item.getByRole('button', {name: 'Again (2)', disabled: true}).waitFor();
  expect(await button.and(page.locator(':focus')).count()).toBe(1);
  expect(await item.evaluate((one, other) => one === other, before)).toBe(true);
  expect(await item.locator('.meta').innerText()).toContain('(edited)');
  // new messages are read aloud, edits are not
  expect(await page.getByRole('log').getAttribute('aria-relevant')).toBe('additions');
  await waitUntil('the message is quiet', async () =>
    (await item.getAttribute('aria-live')) === 'off' ? true : undefined,
  );
  expect(chat.errors).toEqual([]);
});

test('hostile text stays text', async () => {
  await using chat = await chatThatSays(hostile);
  const page = await openChatPage(browser, chat.emulator.url);
  await sendLine(page, '/kubectl command:x');
  const item = page.locator('#messages > li');
  await item.getByText('<script>document.title=1</script>').waitFor();
  expect(await item.locator('img, script, iframe').count()).toBe(0);
  const links = await item.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links).toEqual(['https://tracker.example/pixel.png']);
  expect(await item.innerText()).toContain('<img src=x onerror="document.title=1">');
  expect(await page.title()).toBe('Labrador chat');
});

test('a link with a text of its own says where it goes', async () => {
  await using chat = await chatThatSays('[your bank](https://bank.example.evil.test/login) <t:1700000000:R>');
  const page = await openChatPage(browser, chat.emulator.url);
  await sendLine(page, '/kubectl command:x');
  const item = page.locator('#messages > li');
  await item.getByRole('link', {name: 'your bank'}).waitFor();
  expect(await item.innerText()).toMatch(/your bank \(?bank\.example\.evil\.test\)? [\d,]+ days ago/);
  expect(await item.getByRole('link').getAttribute('rel')).toBe('noopener noreferrer');
});

test('a text file is shown in part, and whole when asked for', async () => {
  await using chat = await startChat([kubectl]);
  const lines = Array.from({length: 30}, (_, index) => `<b>line ${index + 1}</b>`);
  chat.onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply({files: [new AttachmentBuilder(Buffer.from(lines.join('\n')), {name: 'output.txt'})]});
  });
  const page = await openChatPage(browser, chat.emulator.url);
  await sendLine(page, '/kubectl command:x');
  const preview = page.getByLabel('Text of output.txt');
  await preview.getByText('<b>line 1</b>').waitFor();
  expect(await preview.innerText()).not.toContain('line 20');
  await page.getByRole('button', {name: 'Show all 30 lines'}).press('Enter');
  await preview.getByText('<b>line 30</b>').waitFor();
  await page.getByRole('button', {name: 'Show less'}).press('Enter');
  await expect.poll(async () => preview.innerText()).not.toContain('line 20');
  const download = page.waitForEvent('download');
  await page.getByRole('link', {name: 'output.txt'}).click();
  expect((await download).suggestedFilename()).toBe('output.txt');
});

test('who has scrolled up stays there, and a button leads to what is new', async () => {
  await using chat = await chatThatSays(Array.from({length: 12}, (_, index) => `row ${index}`).join('\n'));
  const page = await openChatPage(browser, chat.emulator.url, {width: 390, height: 600});
  const items = page.locator('#messages > li');
  for (const count of [1, 2, 3]) {
    await sendLine(page, `/kubectl command:${count}`);
    await items.nth(count - 1).waitFor();
  }
  const log = page.getByRole('log');
  const fromEnd = async () => log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
  await waitUntil('the newest is shown', async () => ((await fromEnd()) < 2 ? true : undefined));
  await log.evaluate((one) => one.scrollTo({top: 0}));
  await page.getByRole('button', {name: 'Newest messages'}).waitFor();
  await chat.run('ada', '/kubectl command:4');
  const toEnd = page.getByRole('button', {name: '1 new message'});
  await toEnd.waitFor();
  expect(await log.evaluate((one) => one.scrollTop)).toBe(0);
  await toEnd.click();
  await toEnd.waitFor({state: 'detached'});
  await waitUntil('the newest is shown', async () => ((await fromEnd()) < 2 ? true : undefined));
});

test('a command that is named begins the line at a click', async () => {
  await using chat = await chatThatSays('Type </kubectl:1> to go on');
  const page = await openChatPage(browser, chat.emulator.url);
  await sendLine(page, '/kubectl command:get pods');
  await page.getByRole('button', {name: '/kubectl', exact: true}).click();
  const line = page.getByLabel('Command');
  expect(await line.inputValue()).toBe('/kubectl ');
  expect(await line.and(page.locator(':focus')).count()).toBe(1);
});
