import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openBrowser} from '../support/browser.ts';
import {waitUntil} from '../support/wait-until.ts';

const main = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

let folder: string;
let child: ChildProcess;
let browser: Browser;
let url: string;
let clusterUrl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-browser-'));
  child = spawn(process.execPath, [main], {
    env: {PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', HEALTH_PORT: '0', LOG_LEVEL: 'silent'},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  url = await waitUntil('it is ready', async () => /^ready (\S+)$/m.exec(output)?.[1], {seen: () => output});
  clusterUrl = /^cluster .* page at (\S+),/m.exec(output)?.[1] ?? '';
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  child?.kill('SIGTERM');
  if (child !== undefined && child.exitCode === null) await once(child, 'exit');
  await rm(folder, {recursive: true, force: true});
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
  const page = await browser.newPage({viewport: {width: 390, height: 844}});
  await page.goto(`${url}/?user=ada`);
  await page.getByText('connected', {exact: true}).waitFor();
  const kubectl = async (line: string, expected: RegExp): Promise<string> =>
    types(page, `/kubectl command:kubectl ${line}`, expected);

  await types(page, '/lab start', /Show the first step/);
  await kubectl('apply -f labs/daemonsets/specs/nginx', /Running · 1\/1 ready/);
  const cluster = await browser.newPage({viewport: {width: 390, height: 844}});
  await cluster.goto(clusterUrl);
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
