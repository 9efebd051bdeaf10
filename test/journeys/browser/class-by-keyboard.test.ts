import {mkdtemp, mkdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBrowser} from '#test/support/browser.ts';
import {startProcess, type StartedLabrador} from '#test/support/npm-start.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {isSent, pageAnswer} from '#test/support/page-answer.ts';

let labrador: StartedLabrador;
let browser: Browser;
let screenshots: string;
beforeAll(async () => {
  screenshots = process.env['SCREENSHOTS'] ?? (await mkdtemp(join(tmpdir(), 'labrador-screenshots-')));
  await mkdir(screenshots, {recursive: true});
  labrador = await startProcess();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await labrador?.close();
});

/** Types a line, with the keys alone, where the focus is. */
async function types(page: Page, line: string, expected: RegExp): Promise<void> {
  await pageAnswer(
    page,
    async () => {
      await page.keyboard.type(line);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
    },
    expected,
  );
  await isSent(page);
}

/** Presses Tab until the focus is where it is wanted. */
async function tabTo(page: Page, name: string): Promise<void> {
  const focused = page.locator(':focus');
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    // past the last one the focus is on none, before it begins anew
    const [text] = await focused.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? one.textContent),
    );
    if (text?.includes(name)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({path: join(screenshots, `${name}.png`)});
}

test('a class is rehearsed by keyboard, and the facilitator sees how it goes', {timeout: 300_000}, async () => {
  const learner = await openChatPage(browser, labrador.url, {width: 390, height: 844, colorScheme: 'dark'});
  const facilitator = await openChatPage(browser, labrador.url, {user: 'flo'});
  const boardSays = async (text: string): Promise<void> =>
    facilitator.locator('#messages > li', {hasText: text}).last().waitFor();
  await tabTo(facilitator, 'facilitators');
  await facilitator.keyboard.press('Enter');
  await shoot(learner, 'participant-first-visit');

  await tabTo(learner, 'Skip to the line');
  await learner.keyboard.press('Enter');
  await types(learner, '/lab start', /Show the first step/);
  await boardSays('ada');
  await tabTo(learner, 'Show the first step');
  await pageAnswer(learner, async () => learner.keyboard.press('Enter'), /One Pod on every node/);
  await shoot(learner, 'participant-step');
  await tabTo(learner, 'Command');

  await types(learner, '/kubectl command:apply -f labs/daemonsets/specs/nginx', /Running · 1\/1 ready/);
  await boardSays('apply -f labs/daemonsets/specs/nginx');
  await types(learner, '/kubectl command:get pods -l app=nginx -o wide', /nginx-\w+/);
  await shoot(learner, 'participant-pods');
  await types(learner, '/browse', /Welcome to nginx!/);

  await types(learner, '/kubectl command:apply -f labs/daemonsets/specs/nginx/update-bad', /crash loop since/);
  await types(learner, '/browse', /The app does not answer/);
  await shoot(learner, 'participant-broken');
  await types(
    learner,
    '/kubectl command:apply -f labs/daemonsets/specs/nginx/update-good',
    /Init:0\/1.*Running[\s\S]*no ready Pod for \d+ s/,
  );
  await boardSays('update-good');
  // who has not scrolled up is led along
  expect(await learner.locator('#to-end').count()).toBe(0);
  await shoot(learner, 'participant');
  await types(learner, '/browse', /init container/);
  await shoot(facilitator, 'facilitator');

  expect(await learner.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await tabTo(facilitator, 'workshop');
  await facilitator.keyboard.press('Enter');
  await facilitator.locator('#messages').getByText('nginx').first().waitFor();
  await shoot(facilitator, 'workshop');
});
