import type {Browser, Page} from 'playwright-core';
import {waitUntil} from './wait-until.ts';

interface View {
  user?: string;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** The chat page in a window of its own, with nothing remembered from another, once it is connected. */
export async function openChatPage(browser: Browser, url: string, view: View = {}): Promise<Page> {
  const {user = 'ada', width = 1280, height = 800, colorScheme = 'light'} = view;
  const context = await browser.newContext({viewport: {width, height}, colorScheme});
  const page = await context.newPage();
  const connected = page.getByText('connected', {exact: true});
  // Chromium drops what it is loading when any network interface of the machine comes or goes: once more, then
  let isCut = false;
  page.on('requestfailed', (request) => (isCut ||= request.failure()?.errorText === 'net::ERR_NETWORK_CHANGED'));
  for (;;) {
    await page.goto(`${url}/?user=${user}`);
    const isThere = await waitUntil('the page is connected, or was cut off', async () =>
      (await connected.isVisible()) ? true : isCut ? false : undefined,
    );
    if (isThere) return page;
    isCut = false;
  }
}
