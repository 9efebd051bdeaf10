import type {Locator, Page} from 'playwright-core';
import {waitUntil} from './wait-until.ts';

/** Who reads the messages of a page, as far as it is to be seen where in them they are. */
export class Reader {
  readonly #page: Page;
  readonly log: Locator;

  private constructor(page: Page) {
    this.#page = page;
    this.log = page.getByRole('log');
  }

  /** Begins to note whether the button to the newest messages is ever shown. */
  static async of(page: Page): Promise<Reader> {
    const reader = new Reader(page);
    await page.evaluate(`
      globalThis.wasAway = false;
      new MutationObserver(() => (globalThis.wasAway ||= document.getElementById('to-end') !== null))
        .observe(document.body, {childList: true, subtree: true});
    `);
    return reader;
  }

  /** How much there is to scroll, and how far the end is from what is in view, in CSS pixels. */
  async position(): Promise<{room: number; fromEnd: number; top: number}> {
    return this.log.evaluate((one) => {
      const room = one.scrollHeight - one.clientHeight;
      return {room, fromEnd: room - one.scrollTop, top: one.scrollTop};
    });
  }

  /** Waits until there is more to scroll than `room`, and the end is in view. */
  async isAtEndOfMoreThan(room: number): Promise<void> {
    let seen: unknown;
    await waitUntil(
      `more than ${room} px, and the end of it in view`,
      async () => {
        const now = await this.position();
        seen = now;
        return now.room > room && now.fromEnd < 2 ? true : undefined;
      },
      {seen: () => seen},
    );
  }

  /** Waits until nothing moves any more: a browser may take some frames to scroll. */
  async isAtRest(): Promise<void> {
    let before = await this.position();
    await waitUntil('the messages are at rest', async () => {
      const now = await this.position();
      const isSame = now.top === before.top && now.room === before.room;
      before = now;
      return isSame ? true : undefined;
    });
  }

  /** Whether the page took the reader for one who had scrolled up, if only for a moment. */
  async wasAway(): Promise<boolean> {
    return (await this.#page.evaluate('globalThis.wasAway')) === true;
  }
}
