import type {Locator, Page} from 'playwright-core';
import {waitUntil} from './wait-until.ts';

/** Who reads the messages of a page, as far as it is to be seen where in them they are. */
export class Reader {
  readonly #page: Page;
  readonly log: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.log = page.getByRole('log');
  }

  /** Has the end in view, and begins to note whether the button that leads there is ever shown. */
  async goesToEnd(): Promise<void> {
    await this.log.press('End');
    await this.isAtEndOfMoreThan(0);
    await this.#page.locator('#to-end').waitFor({state: 'detached'});
    await this.#page.evaluate(`
      globalThis.wasAway = false;
      globalThis.noting ??= new MutationObserver(() => {
        globalThis.wasAway ||= document.getElementById('to-end') !== null;
      });
      globalThis.noting.observe(document.body, {childList: true, subtree: true});
    `);
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
    await this.#page.evaluate(`(async () => {
      const log = document.getElementById('log');
      for (let still = 0, before = ''; still < 5; ) {
        await new Promise(requestAnimationFrame);
        const now = log.scrollTop + ' of ' + log.scrollHeight;
        still = now === before ? still + 1 : 0;
        before = now;
      }
    })()`);
  }

  /** Whether the page took the reader for one who had scrolled up, if only for a moment. */
  async wasAway(): Promise<boolean> {
    return (await this.#page.evaluate('globalThis.wasAway')) === true;
  }
}
