import {recordDays, type Workshop} from '#src/workshop/workshop.ts';
import {PersonIndex} from './person-index.ts';
import {ProgressLog} from './progress-log.ts';
import {scanKeys} from './scan-keys.ts';
import type {Store} from './store.ts';
import {Workshops} from './workshops.ts';

const daySeconds = 24 * 3_600;

/** What of a workshop ends by itself soon after it. */
const endsByItself: ReadonlySet<string> = new Set(['recorded', 'said', 'paused']);

/**
 * Deletes what is past: of open workshops, and what is kept of those that are closed, all but their record, which ends by itself in time, and then their own
 * entry. What nobody's workshop has goes too: it was written late. `now` in ms since 1970.
 */
export async function sweepClosedWorkshops(store: Store, now: number): Promise<void> {
  const {redis} = store;
  // the keys first: a workshop is stored before any of its keys
  const keys = await keysOfWorkshops(store);
  const all = new Workshops(store);
  const workshops = new Map((await all.list()).map((workshop) => [workshop.id, workshop]));
  for (const {key, workshopId, part} of keys) {
    const workshop = workshops.get(workshopId);
    if (workshop !== undefined && workshop.state !== 'closed') continue;
    const left = workshop === undefined ? 0 : secondsLeft(workshop, now);
    if (part === 'progress' && left > 0) await redis.expire(key, left);
    else await redis.unlink(key);
  }
  for (const {id, state} of workshops.values()) if (state !== 'closed') await endOldIn(store, id, now);
  // the last one stays: where there was one, none is opened by itself
  const ended = [...workshops.values()]
    .slice(0, -1)
    .filter((workshop) => workshop.state === 'closed' && secondsLeft(workshop, now) === 0);
  if (ended.length === 0) return;
  // a workshop goes last: after an interruption it is found again
  const isEnded = (workshopId: string): boolean => ended.some(({id}) => id === workshopId);
  await new PersonIndex(store).keepOnly((workshopId) => !isEnded(workshopId));
  for (const {id} of ended) await all.remove(id);
}

/** What ends in a workshop that may never close: entries of its record with their time, and what is known of who left. */
async function endOldIn(store: Store, workshopId: string, now: number): Promise<void> {
  const {redis, key} = store;
  await new ProgressLog(store, workshopId).endBefore(now - recordDays * daySeconds * 1_000);
  // in this order: who joins in between is among the learners
  const known = await redis.hkeys(key('workshop', workshopId, 'latest'));
  const learners = new Set(await redis.hkeys(key('workshop', workshopId, 'learners')));
  const left = known.filter((id) => !learners.has(id));
  if (left.length > 0) await redis.hdel(key('workshop', workshopId, 'latest'), ...left);
}

/** How much longer the record of a closed workshop is kept. */
function secondsLeft({closedAt, openedAt}: Workshop, now: number): number {
  const keptUntil = (closedAt ?? openedAt) + recordDays * daySeconds * 1_000;
  return Math.max(0, Math.ceil((keptUntil - now) / 1_000));
}

interface WorkshopKey {
  readonly key: string;
  readonly workshopId: string;
  /** `learners`, `lab`, … */
  readonly part: string;
}

async function keysOfWorkshops(store: Store): Promise<WorkshopKey[]> {
  const begin = `${store.key('workshop')}:`;
  const keys = new Map<string, WorkshopKey>();
  for await (const found of scanKeys(store, `${begin}*`)) {
    for (const key of found) {
      const [workshopId = '', part = ''] = key.slice(begin.length).split(':');
      if (!endsByItself.has(part)) keys.set(key, {key, workshopId, part});
    }
  }
  return [...keys.values()];
}
