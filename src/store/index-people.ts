import {peopleIn} from '#src/workshop/record.ts';
import {Learners} from './learners.ts';
import {PersonIndex, stayIn} from './person-index.ts';
import {ProgressLog} from './progress-log.ts';
import {scanKeys} from './scan-keys.ts';
import type {Store} from './store.ts';
import {Workshops} from './workshops.ts';

/** Brings what was kept before there was an index into it, in one pass over everything; once in the life of a Redis. */
export async function indexPeople(store: Store): Promise<void> {
  const {redis, key} = store;
  const doneKey = key('people-indexed');
  if ((await redis.exists(doneKey)) === 1) return;
  const index = new PersonIndex(store);
  const members = new Map<string, Set<string>>();
  const add = (personId: string, member: string): void => {
    members.set(personId, (members.get(personId) ?? new Set()).add(member));
  };
  for (const {id} of await new Workshops(store).list()) {
    for (const learner of await new Learners(store, id).list()) add(learner.id, id);
    for (const line of ['places', 'help']) {
      for (const personId of await redis.hkeys(key('workshop', id, line))) add(personId, id);
    }
    for (const entry of await new ProgressLog(store, id).entries()) {
      for (const personId of peopleIn(entry)) add(personId, id);
    }
  }
  const states = key('workshop', '');
  for await (const keys of scanKeys(store, `${states}*:lab:*`)) {
    for (const state of keys) {
      const [workshopId = '', part, learnerId = '', joinedAt = ''] = state.slice(states.length).split(':');
      if (part === 'lab') add(learnerId, stayIn(workshopId, joinedAt));
    }
  }
  for (const [personId, theirs] of members) await redis.sadd(index.key(personId), ...theirs);
  await redis.set(doneKey, '1');
}
