import {chromium, type Browser} from 'playwright-core';

/** Debian's package `chromium`, as it runs for root and without a network. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
}
