import {time} from '#src/chat/time.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {isLive} from '#src/workshop/workshop.ts';
import {plainMessage} from '#src/chat/chat-message.ts';
import {mentioning} from '#src/views/mentioning.ts';
import {isNotSaid} from '#src/store/said.ts';
import type {Store} from '#src/store/store.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {ChannelPosts} from './channel-posts.ts';
import type {TaskRunner} from './task-runner.ts';
import type {WorkshopClosing} from './workshop-closing.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import {inLanguage, words} from '#src/words/words.ts';

const tickMs = 2_000;
const minuteMs = 60_000;
/** How long before the end of a workshop its people are told, in minutes. */
const endWarnings = [30, 10, 2] as const;
/** How long before the end of a sandbox its learner is told, in minutes. */
const sandboxWarnings = [15, 3] as const;
/** How long it is known what was said, in seconds: longer than any workshop. */
const saidSeconds = 7 * 24 * 3_600;

const theClock = {id: 'clock', name: 'the clock'};

export interface LifetimesParts {
  readonly store: Store;
  readonly workshops: OpenWorkshops;
  readonly posts: ChannelPosts;
  readonly tasks: TaskRunner;
  readonly closing: WorkshopClosing;
  readonly log: Log;
}

/** Ends what has an end: workshops at theirs, sandboxes at theirs, each with warnings before. */
export class Lifetimes {
  readonly #parts: LifetimesParts;
  readonly #ticks = new Repeated({
    work: async () => this.#tick(),
    everyMs: tickMs,
    failed: (error) => this.#parts.log('lifetimes could not be looked at', error),
  });

  constructor(parts: LifetimesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#ticks.start();
  }

  async close(): Promise<void> {
    await this.#ticks.close();
  }

  async #tick(): Promise<void> {
    for (const open of this.#parts.workshops.list()) {
      if (!isLive(open.workshop)) continue;
      await inLanguage(open.workshop.language, async () => {
        await this.#endSandboxes(open);
        await this.#endWorkshop(open);
      });
    }
  }

  async #endWorkshop(open: OpenWorkshop): Promise<void> {
    const {posts, closing} = this.#parts;
    const {id, endsAt, channels} = open.workshop;
    if (endsAt === undefined) return;
    const left = endsAt - Date.now();
    if (left <= 0) {
      await closing.closeAtItsEnd(id, theClock);
      return;
    }
    const due = dueWarning(endWarnings, left);
    if (due === undefined || !(await this.#isNew(open, `end:${endsAt}:${due}`))) return;
    const {toClass, toFacilitators} = words().steering.lifetimes;
    const purpose = ['end', id, String(endsAt), String(due)];
    const message = plainMessage(toClass({at: time(endsAt, 't'), ago: time(endsAt)}));
    await posts.post(channels.participants, message, purpose);
    await posts.post(channels.facilitators, plainMessage(toFacilitators({ago: time(endsAt)})), purpose);
  }

  async #endSandboxes(open: OpenWorkshop): Promise<void> {
    const {posts, tasks} = this.#parts;
    const {sandboxMs, channels} = open.workshop;
    if (sandboxMs === undefined) return;
    const now = Date.now();
    const expired: string[] = [];
    const warned = new Map<number, string[]>();
    for (const {id, joinedAt} of open.directory.list()) {
      const left = joinedAt + sandboxMs - now;
      const due = dueWarning(sandboxWarnings, left);
      if (left <= 0 && !tasks.isBusy(open.workshopId, id)) expired.push(id);
      // who has just come needs no warning
      else if (
        due !== undefined &&
        due * minuteMs < sandboxMs &&
        (await this.#isNew(open, `sandbox:${id}:${joinedAt}:${due}`))
      ) {
        warned.set(due, [...(warned.get(due) ?? []), id]);
      }
    }
    for (const [minutes, ids] of warned) {
      const messages = mentioning(ids, (whom) => words().steering.lifetimes.sandbox({whom, minutes}));
      const purpose = ['sandboxes-end', open.workshopId, String(minutes), ...ids];
      for (const [index, message] of messages.entries())
        await posts.post(channels.participants, message, [...purpose, String(index)]);
    }
    if (expired.length === 0) return;
    await tasks.add({workshopId: open.workshopId, kind: 'expire', by: theClock, learnerIds: expired});
  }

  /** Whether it was not said before, by this bot or another. */
  async #isNew({workshopId}: OpenWorkshop, what: string): Promise<boolean> {
    return isNotSaid(this.#parts.store, {workshopId, what, seconds: saidSeconds});
  }
}

/** The latest warning whose time has come, in minutes before the end. */
function dueWarning(minutes: readonly number[], leftMs: number): number | undefined {
  if (leftMs <= 0) return undefined;
  return minutes.findLast((one) => leftMs <= one * minuteMs);
}
