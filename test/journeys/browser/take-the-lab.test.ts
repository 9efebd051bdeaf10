import type {Browser, Locator} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBrowser} from '#test/support/browser.ts';
import {startProcess, type StartedLabrador} from '#test/support/npm-start.ts';
import {openChatPage} from '#test/support/open-chat-page.ts';
import {pageAnswer, sendLine} from '#test/support/page-answer.ts';

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

test(
  'with nothing but npm start and a browser, the lab is taken from its cards alone',
  {timeout: 400_000},
  async () => {
    const page = await openChatPage(browser, labrador.url, {width: 390, height: 844});
    const cluster = await browser.newPage({viewport: {width: 390, height: 844}});
    await cluster.goto(labrador.clusterUrl);
    const nginx = cluster.locator('li', {hasText: /nginx-\w+/});

    // the same message, from the answer to the first line to the last step
    const card = await sendLine(page, '/lab start', /Show the first step/);
    const button = (name: string): Locator => card.getByRole('button', {name});
    const presses = async (pressed: Locator, expected: RegExp): Promise<Locator> =>
      pageAnswer(page, async () => pressed.click(), expected);
    const runs = async (name: string, expected: RegExp): Promise<Locator> => presses(button(name), expected);
    const goesOnTo = async (title: string): Promise<void> => {
      await card.getByText('Done.').waitFor();
      await runs('Next', /step \d of 9/);
      await card.getByRole('heading', {name: title}).waitFor();
    };
    const playsSolution = async (lines: readonly [string, RegExp][]): Promise<void> => {
      const question = await runs('Solution', /It is noted/);
      await presses(question.getByRole('button', {name: 'Show it'}), /./);
      for (const [line, expected] of lines) {
        await presses(question.getByRole('button', {name: line}), expected);
      }
    };

    await runs('Show the first step', /step 1 of 9/);
    await runs('apply -f …/nginx', /Running · 1\/1 ready/);
    await nginx.getByText('Running · 1/1').waitFor();
    await runs('get daemonset', /1 of 1 ready/);
    await runs('get endpoints nginx-np', /:80/);
    await runs('▶ /browse', /Welcome to nginx!/);
    await goesOnTo('An update that breaks the app');
    await runs('It is down for a moment', /You said: It is down for a moment/);
    await runs('apply -f …/update-bad', /crash loop since/);
    await runs('▶ /browse', /The app does not answer/);
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
    await card.getByText('All steps are done').waitFor();
    expect(await cluster.evaluate('document.documentElement.scrollWidth')).toBe(390);

    await sendLine(page, '/lab leave', /host folder on \S+ erased/);
    await nginx.waitFor({state: 'detached'});
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  },
);
