import {createCanvas} from '@napi-rs/canvas';
import {ApplicationCommandOptionType, AttachmentBuilder, ChannelType, type Message, type TextChannel} from 'discord.js';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {startChat, type Chat} from '#test/support/discord-client.ts';
import {openBrowser} from '#test/support/browser.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {Reader} from '#test/support/reader.ts';
import {waitUntil} from '#test/support/wait-until.ts';

const phone = {width: 390, height: 700};
const pictureHeight = 400;
/** A block of code takes the focus, so that it can be scrolled. */
const code = '```\nkubectl\n```';
const rows = (count: number): string => Array.from({length: count}, (_, index) => `row ${index + 1}`).join('\n');

let browser: Browser;
let chat: Chat;
let channel: TextChannel;
let page: Page;
let reader: Reader;
let first: Message;
let earlier: Message;
let newest: Message;
beforeAll(async () => {
  browser = await openBrowser();
  chat = await startChat([
    {
      name: 'kubectl',
      description: 'Runs kubectl',
      options: [
        {type: ApplicationCommandOptionType.String, name: 'command', description: 'What to run', required: true},
        {type: ApplicationCommandOptionType.Attachment, name: 'file', description: 'A file'},
      ],
    },
  ]);
  chat.onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply(rows(12));
  });
  // what Labrador never posts, and is not invited for
  await chat.control('PATCH', '/roles/Labrador', {permissions: ['Administrator']});
  const found = await chat.client.channels.fetch(chat.emulator.channels.workshop);
  if (found?.type !== ChannelType.GuildText) throw new Error('the workshop is no text channel');
  channel = found;
  first = await channel.send(code);
  for (let count = 0; count < 8; count += 1) await channel.send(rows(6));
  page = await openChatPage(browser, chat.emulator.url, {user: 'flo', ...phone});
  reader = new Reader(page);
});
afterAll(async () => {
  await browser?.close();
  await chat?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  earlier = await channel.send(rows(4));
  newest = await channel.send(rows(4));
  await page.setViewportSize(phone);
  await page.evaluate('document.documentElement.style.fontSize = ""; document.getElementById("composer").style = ""');
  await page.getByLabel('Command').fill('');
  await page.locator(`[data-id="${newest.id}"]`).waitFor({state: 'attached'});
  await reader.goesToEnd();
});

const longLine = `/kubectl command:${'get pods '.repeat(12)}`.trim();

const ways: Record<string, () => Promise<unknown>> = {
  'a message comes': () => channel.send(rows(12)),
  'several messages come': () => Promise.all([1, 2, 3].map(() => channel.send(rows(12)))),
  'the newest message is edited': () => newest.edit(rows(20)),
  'a message above is edited': () => earlier.edit(rows(20)),
  'one message gets shorter while another gets longer': () =>
    Promise.all([earlier.edit('gone'), newest.edit(rows(30))]),
  'a message gets shorter, then longer': async () => {
    await newest.edit('gone');
    await newest.edit(rows(30));
  },
  'a message goes while another comes': () => Promise.all([earlier.delete(), channel.send(rows(30))]),
  'an embed comes into a message': () => newest.edit({embeds: [{title: 'Pods', description: rows(12)}]}),
  'the text of a file comes later': async () => {
    await page.route(/output\.txt/, async (route) => {
      await page.getByLabel('Text of output.txt').waitFor();
      await route.continue();
    });
    await newest.edit({files: [new AttachmentBuilder(Buffer.from(rows(30)), {name: 'output.txt'})]});
  },
  'a file is shown whole': async () => {
    await newest.edit({files: [new AttachmentBuilder(Buffer.from(rows(25)), {name: 'whole.txt'})]});
    await page.getByRole('button', {name: 'Show all 25 lines'}).click();
    await page.getByLabel('Text of whole.txt').getByText('row 25').waitFor();
  },
  'the letters get larger': () => page.evaluate('document.documentElement.style.fontSize = "24px"'),
  'the window gets lower': () => page.setViewportSize({width: 390, height: 400}),
  'the window gets narrower': () => page.setViewportSize({width: 250, height: 700}),
  'the line that is typed gets longer': () => page.getByLabel('Command').fill(longLine),
  'a command takes a file': () => page.getByLabel('Command').fill('/kubectl command:get pods'),
  'a line is refused': async () => {
    await page.getByLabel('Command').fill('/no');
    await page.getByLabel('Command').press('Enter');
    await page.getByRole('alert').getByText('There is no command').waitFor();
  },
  'a line is sent, and answered': async () => {
    await page.getByLabel('Command').fill(longLine);
    await page.getByLabel('Command').press('Enter');
  },
  'a message is pinned, and read there': async () => {
    await earlier.pin();
    await page.locator('#pins summary').click();
  },
  'the reader comes back from elsewhere': async () => {
    await page.getByRole('button', {name: 'Menu'}).press('Enter');
    await page.evaluate('location.hash = "#/flo/facilitators"');
    await page.getByText('Nothing in facilitators yet').waitFor();
    await channel.send(rows(12));
    await page.evaluate('location.hash = "#/flo/workshop"');
  },
  'all is read again': async () => {
    await channel.send(rows(12));
    await chat.control('POST', '/users', {name: 'mary', roles: []});
  },
  'a picture comes later': async () => {
    await page.route(/map\.png/, async (route) => {
      await page.getByRole('img', {name: 'map.png'}).waitFor({state: 'attached'});
      await route.continue();
    });
    await newest.edit({
      content: '',
      files: [new AttachmentBuilder(createCanvas(64, pictureHeight).toBuffer('image/png'), {name: 'map.png'})],
    });
    const picture = page.getByRole('img', {name: 'map.png'});
    await waitUntil('the picture is there', async () =>
      (await picture.evaluate((one) => one.clientHeight)) === pictureHeight ? true : undefined,
    );
  },
};

test.each(Object.keys(ways))('who is at the end stays there when %s', async (way) => {
  const {room} = await reader.position();
  await ways[way]?.();
  await reader.isAtEndOfMoreThan(room);
  expect(await reader.wasAway()).toBe(false);
});

// the browser tells of a scroll a frame after the cause: something can have grown in between, and what filled the view
// can be others, so that the browser has nothing to hold on to
test.each([0, 1, 2])(
  'who is at the end stays there when the line shrinks and, %i frames later, a card grows',
  async (frames) => {
    await newest.edit(rows(60));
    await reader.log.getByText('row 60').last().waitFor();
    const {room} = await reader.position();
    await page.evaluate(`(async () => {
    const card = document.querySelector('#messages > li:last-child .text');
    document.getElementById('composer').style.height = '20px';
    document.getElementById('log').scrollTop;
    for (let drawn = 0; drawn < ${frames}; drawn += 1) await new Promise(requestAnimationFrame);
    if (${frames} > 0) await new Promise((resolve) => setTimeout(resolve));
    const text = document.createElement('p');
    text.textContent = 'row\\n'.repeat(90);
    card.replaceChildren(text);
    for (let drawn = 0; drawn < 3; drawn += 1) await new Promise(requestAnimationFrame);
  })()`);
    await reader.isAtEndOfMoreThan(room);
    expect(await reader.wasAway()).toBe(false);
  },
);

const scrollsUp: Record<string, () => Promise<unknown>> = {
  'with the wheel': async () => {
    await reader.log.hover();
    await page.mouse.wheel(0, -400);
  },
  'with a key': () => reader.log.press('PageUp'),
  'by going to what is above': () => page.locator('#messages pre').first().focus(),
  'with a script': () => reader.log.evaluate((one) => one.scrollBy({top: -400})),
};

test.each(Object.keys(scrollsUp))('who scrolls up %s reads on where they are, whatever grows', async (how) => {
  const top = (item: Locator): Promise<number> => item.evaluate((one) => one.getBoundingClientRect().top);
  await scrollsUp[how]?.();
  await page.locator('#to-end').waitFor();
  await reader.isAtRest();
  const index = await page
    .locator('#messages > li')
    .evaluateAll((all) => all.findLastIndex((one) => one.getBoundingClientRect().top <= 300));
  const read = page.locator('#messages > li').nth(index);
  const before = await top(read);
  await Promise.all([
    first.edit(`${code}\n${rows(20)}`),
    newest.edit(`${rows(40)}\nthe last`),
    channel.send('one more'),
  ]);
  await reader.log.getByText('one more').last().waitFor({state: 'attached'});
  await reader.log.getByText('the last').last().waitFor({state: 'attached'});
  await page.setViewportSize({width: 390, height: 600});
  await page.getByLabel('Command').fill(longLine);
  await reader.isAtRest();
  // positions are fractions of a pixel
  expect(Math.abs((await top(read)) - before)).toBeLessThanOrEqual(1);
  expect(await page.locator('#to-end').count()).toBe(1);
});

test('who scrolls up while everything grows gets away from the end', async () => {
  await page.evaluate(`
    const text = document.querySelector('#messages > li:last-child .text');
    const grow = () => {
      text.append('row\\n');
      if (document.getElementById('to-end') === null) requestAnimationFrame(grow);
    };
    grow();
  `);
  await reader.log.press('PageUp');
  await page.locator('#to-end').waitFor();
  expect(await reader.wasAway()).toBe(true);
});
