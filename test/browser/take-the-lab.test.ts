import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBrowser} from '../support/browser.ts';
import {startProcess, type StartedLabrador} from '../support/npm-start.ts';
import {openChatPage} from '../support/open-chat-page.ts';
import {waitUntil} from '../support/wait-until.ts';

let labrador: StartedLabrador;
let browser: Browser;
beforeAll(async () => {
  labrador = await startProcess();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await labrador?.close();
});

const messages = (page: Page): Locator => page.locator('#messages > li');

/** Presses a button and waits for a message more that says what is expected. */
async function presses(page: Page, button: Locator, expected: RegExp): Promise<Locator> {
  const before = await messages(page).count();
  await button.click();
  let last = '';
  return waitUntil(
    `the page shows ${String(expected)}`,
    async () => {
      if ((await messages(page).count()) <= before) return undefined;
      const answer = messages(page).nth(before);
      last = await answer.innerText();
      return expected.test(last) ? answer : undefined;
    },
    {withinMs: 60_000, seen: () => last},
  );
}

test(
  'with nothing but npm start and a browser, the lab is taken from its cards alone',
  {timeout: 400_000},
  async () => {
    const page = await openChatPage(browser, labrador.url, {width: 390, height: 844});
    const cluster = await browser.newPage({viewport: {width: 390, height: 844}});
    await cluster.goto(labrador.clusterUrl);
    const nginx = cluster.locator('li', {hasText: /nginx-\w+/});

    await page.getByLabel('Command').fill('/lab start');
    await page.getByLabel('Command').press('Enter');
    await presses(page, page.getByRole('button', {name: 'Show the first step'}), /step 1 of 9/);
    // the same message, from the first step to the last
    const card = messages(page).filter({hasText: /step \d of 9/});
    const button = (name: string): Locator => card.getByRole('button', {name});
    const runs = async (name: string, expected: RegExp): Promise<Locator> => presses(page, button(name), expected);
    const passes = async (): Promise<void> => card.getByText(/Done\.|All steps are done/).waitFor({timeout: 60_000});
    const goesOnTo = async (title: string): Promise<void> => {
      await passes();
      await button('Next').click();
      await card.getByRole('heading', {name: title}).waitFor();
    };
    const playsSolution = async (lines: readonly [string, RegExp][]): Promise<void> => {
      const question = await runs('Solution', /It is noted/);
      await question.getByRole('button', {name: 'Show it'}).click();
      for (const [line, expected] of lines) {
        await presses(page, question.getByRole('button', {name: line}), expected);
      }
    };

    await runs('apply -f …/nginx', /Running · 1\/1 ready/);
    await nginx.getByText('Running · 1/1').waitFor();
    await runs('get daemonset', /1 of 1 ready/);
    await runs('get endpoints nginx-np', /:80/);
    await runs('/browse', /Welcome to nginx!/);
    await goesOnTo('An update that breaks the app');
    await button('It is down for a moment').click();
    await card.getByText('You said: It is down for a moment').waitFor();
    await runs('apply -f …/update-bad', /CrashLoopBackOff/);
    await runs('/browse', /The app does not answer/);
    await card.getByText('The old Pod went before anybody knew').waitFor();
    await goesOnTo('Preparing with an init container');
    await runs('apply -f …/update-good', /Init:0\/1.*Running[\s\S]*no ready Pod for \d+ s/);
    await runs('exec daemonset/nginx', /init container/);
    await goesOnTo('Only some of the nodes');
    await runs('apply -f …/update-subset', /gone/);
    await goesOnTo('A node that fits');
    await playsSolution([['label node', /Running · 1\/1 ready/]]);
    await goesOnTo('Challenge: updates by hand');
    await playsSolution([
      ['apply -f', /configured/],
      ['delete pod -l app=nginx', /Running · 1\/1 ready/],
    ]);
    await goesOnTo('Challenge: a Pod that outlives it');
    await playsSolution([['delete daemonset nginx', /daemonset.apps "nginx" deleted[\s\S]*Running/]]);
    await goesOnTo('Extra: a Pod beside it');
    await runs('apply -f …/nginx', /Running · 1\/1 ready/);
    await runs('apply -f …/sleep-with', /sleep — Running · 1\/1 ready/);
    await runs('exec pod/sleep', /access\.log/);
    await goesOnTo('Cleaning up');
    await runs('delete svc,ds,po', /pod "sleep" deleted/);
    await playsSolution([['label node', /unlabeled/]]);
    await passes();
    expect(await card.innerText()).toContain('All steps are done');
    expect(await cluster.evaluate('document.documentElement.scrollWidth')).toBe(390);

    await page.getByLabel('Command').fill('/lab leave');
    await page.getByLabel('Command').press('Enter');
    await messages(page)
      .last()
      .getByText(/host folder on \S+ erased/)
      .waitFor({timeout: 60_000});
    await nginx.waitFor({state: 'detached'});
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  },
);
