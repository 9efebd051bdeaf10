import type {Browser, Page} from 'playwright-core';
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

/** Types a line, sends it and waits until the newest message says what is expected. */
async function types(page: Page, line: string, expected: RegExp): Promise<string> {
  const messages = page.locator('#messages > li');
  const before = await messages.count();
  await page.getByLabel('Command').fill(line);
  await page.getByLabel('Command').press('Enter');
  let last = '';
  return waitUntil(
    `the page shows ${String(expected)} after ${line}`,
    async () => {
      if ((await messages.count()) <= before) return undefined;
      last = await messages.last().innerText();
      return expected.test(last) ? last : undefined;
    },
    {withinMs: 60_000, seen: () => last},
  );
}

test('with nothing but npm start and a browser, the lab is taken to its end', {timeout: 300_000}, async () => {
  const page = await openChatPage(browser, labrador.url, {width: 390, height: 844});
  const kubectl = async (line: string, expected: RegExp): Promise<string> =>
    types(page, `/kubectl command:kubectl ${line}`, expected);

  await types(page, '/lab start', /Show the first step/);
  await kubectl('apply -f labs/daemonsets/specs/nginx', /Running · 1\/1 ready/);
  const cluster = await browser.newPage({viewport: {width: 390, height: 844}});
  await cluster.goto(labrador.clusterUrl);
  const nginx = cluster.locator('li', {hasText: /nginx-\w+/});
  await nginx.getByText('Running · 1/1').waitFor();
  await kubectl('get daemonset', /1 of 1 ready/);
  await kubectl('get endpoints nginx-np', /:80/);
  await types(page, '/browse', /Welcome to nginx!/);
  await kubectl('apply -f labs/daemonsets/specs/nginx/update-bad', /CrashLoopBackOff/);
  await types(page, '/browse', /The app does not answer/);
  await kubectl('apply -f labs/daemonsets/specs/nginx/update-good', /Init:0\/1.*Running[\s\S]*no ready Pod for \d+ s/);
  await kubectl('exec daemonset/nginx -- cat /usr/share/nginx/html/index.html', /init container/);
  await kubectl('apply -f labs/daemonsets/specs/nginx/update-subset', /gone/);
  await kubectl(
    "label node $(kubectl get nodes -o jsonpath='{.items[0].metadata.name}') kubernetes.courselabs.co.ip=public",
    /Running · 1\/1 ready/,
  );
  await kubectl('apply -f labs/daemonsets/solution/daemonset-update-on-delete.yaml', /configured/);
  await kubectl('delete pod -l app=nginx', /Running · 1\/1 ready/);
  await kubectl('delete ds nginx --cascade=orphan', /daemonset.apps "nginx" deleted[\s\S]*Running/);
  await kubectl('apply -f labs/daemonsets/specs/nginx', /Running · 1\/1 ready/);
  await kubectl('apply -f labs/daemonsets/specs/sleep-with-hostPath.yaml', /sleep — Running · 1\/1 ready/);
  await kubectl('exec pod/sleep -- ls -l /node-root/volumes/nginx-logs', /access\.log/);
  await kubectl('delete svc,ds,po -l kubernetes.courselabs.co=daemonsets', /pod "sleep" deleted/);
  expect(await cluster.evaluate('document.documentElement.scrollWidth')).toBe(390);
  const left = await types(page, '/lab leave', /host folder on \S+ erased/);
  await nginx.waitFor({state: 'detached'});
  expect(left).toMatch(/namespace "\S+" deleted/);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});
