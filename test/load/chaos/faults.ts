import {setTimeout as sleep} from 'node:timers/promises';
import {deleteClassMessages, missingClassMessages} from './class-messages.ts';
import type {Room} from './room.ts';

/** Something that goes wrong for a while, with learners who go on typing. */
export interface ChaosFault {
  readonly name: string;
  /** How long it lasts, in s, and how long where the suite is played in its short form; without that it is not in it. */
  readonly seconds: number;
  readonly short?: number;
  /** Undefined: nothing goes wrong. */
  readonly begin?: (room: Room) => Promise<void>;
  /** Undoes it; what undoes itself has none. */
  readonly end?: (room: Room) => Promise<void>;
  /** What is wrong once all is over, of what answers to learners do not show. */
  readonly wrong?: (room: Room) => Promise<readonly string[]>;
}

const always = 1_000_000;

const chat = async ({processes}: Room, fault: object): Promise<void> => {
  await processes.chat.post('/faults', {match: {}, times: always, ...fault});
};
const calmChat = async ({processes}: Room): Promise<void> => processes.chat.delete('/faults');
const cluster = async (room: Room, fault: object): Promise<void> =>
  room.disturbCluster('/faults', {times: always, ...fault});
const calmCluster = async (room: Room): Promise<void> => room.calmCluster();
const gateway = async ({processes}: Room, action: object): Promise<void> => {
  await processes.chat.post('/gateway', action);
};

/** What the bot may do in the learners' channel, beside what it may in the server. */
const allowBot = async ({processes}: Room, overwrites: readonly object[]): Promise<void> =>
  void (await processes.chat.patch('/channels/workshop', {overwrites}));

/** Stands where it is, and goes on. */
const stopped = (of: (room: Room) => {pause: () => void; resume: () => void}): Pick<ChaosFault, 'begin' | 'end'> => {
  let who: {resume: () => void} | undefined;
  return {
    begin: async (room) => {
      const found = of(room);
      who = found;
      found.pause();
      return Promise.resolve();
    },
    end: async () => Promise.resolve(who?.resume()),
  };
};
const firstWorker = (room: Room) => {
  const [worker] = room.workers;
  if (worker === undefined) throw new Error('no worker runs');
  return worker;
};
const killWorkers = async (room: Room): Promise<void> => {
  await Promise.all(room.workers.map(async (worker) => worker.kill()));
};
const redisPaused = {
  begin: async ({processes}: Room) => Promise.resolve(processes.redis.pause()),
  end: async ({processes}: Room) => Promise.resolve(processes.redis.resume()),
};

/** One after the other, from processes over Redis and the chat to the cluster. */
export const chaosFaults: readonly ChaosFault[] = [
  {name: 'nothing', seconds: 10, short: 6},
  {name: 'a worker killed', seconds: 10, begin: async (room) => firstWorker(room).kill()},
  {name: 'a worker ended', seconds: 10, begin: async (room) => void (await firstWorker(room).terminate())},
  {name: 'the leader killed', seconds: 15, begin: async (room) => room.leader.kill()},
  {name: 'the leader ended', seconds: 15, begin: async (room) => void (await room.leader.terminate())},
  {
    name: 'the leader and both workers killed',
    seconds: 15,
    short: 12,
    begin: async (room) => {
      await Promise.all([room.leader.kill(), killWorkers(room)]);
    },
  },
  {name: 'a worker stopped', seconds: 75, short: 15, ...stopped(firstWorker)},
  {name: 'the leader stopped', seconds: 25, short: 15, ...stopped((room) => room.leader)},
  {
    name: 'Redis killed',
    seconds: 10,
    short: 8,
    begin: async ({processes: {redis}}) => {
      await redis.kill();
      await sleep(1_000);
      await redis.start();
    },
  },
  {name: 'Redis paused', seconds: 4, short: 4, ...redisPaused},
  {name: 'Redis paused for longer', seconds: 15, ...redisPaused},
  {
    name: 'Redis away',
    seconds: 20,
    begin: async ({processes}) => processes.redis.kill(),
    end: async ({processes}) => processes.redis.start(),
  },
  {
    name: 'Redis full',
    seconds: 20,
    begin: async ({processes}) => processes.redis.fillTo(1.1),
    end: async ({processes}) => processes.redis.fillTo(0.4),
  },
  {
    name: 'the chat answers 500',
    seconds: 30,
    short: 10,
    begin: async (room) => chat(room, {status: 500}),
    end: calmChat,
  },
  {
    name: 'the chat takes no answers',
    seconds: 60,
    begin: async (room) => chat(room, {match: {route: '/webhooks'}, status: 503}),
    end: calmChat,
  },
  {
    name: 'the chat answers 429',
    seconds: 20,
    begin: async (room) => chat(room, {status: 429, retryAfter: 1, share: 0.5}),
    end: calmChat,
  },
  {name: 'the chat hangs', seconds: 25, begin: async (room) => chat(room, {hang: true}), end: calmChat},
  {
    name: 'the chat drops half',
    seconds: 20,
    begin: async (room) => chat(room, {drop: true, share: 0.5}),
    end: calmChat,
  },
  {
    name: 'the chat takes half and says 502',
    seconds: 20,
    short: 8,
    begin: async (room) => chat(room, {after: true, status: 502, share: 0.5}),
    end: calmChat,
  },
  {name: 'the chat answers late', seconds: 20, begin: async (room) => chat(room, {delayMs: 12_000}), end: calmChat},
  {
    name: 'the gateway closed three times',
    seconds: 12,
    begin: async (room) => {
      for (const waitMs of [3_000, 3_000, 0]) {
        await gateway(room, {action: 'close'});
        await sleep(waitMs);
      }
    },
  },
  {name: 'the gateway’s session invalid', seconds: 10, begin: async (room) => gateway(room, {action: 'invalidate'})},
  {name: 'the gateway silent', seconds: 20, begin: async (room) => gateway(room, {action: 'pause', ms: 20_000})},
  {
    name: 'the chat’s clock a quarter of an hour on',
    seconds: 10,
    begin: async ({processes}) => void (await processes.chat.post('/clock', {advanceMs: 900_000})),
  },
  {
    name: 'the wall and the board deleted',
    seconds: 10,
    begin: deleteClassMessages,
    wrong: missingClassMessages,
  },
  {
    name: 'the channel hidden',
    seconds: 25,
    begin: async (room) => allowBot(room, [{user: 'Labrador', deny: ['ViewChannel']}]),
    end: async (room) => allowBot(room, []),
    wrong: missingClassMessages,
  },
  {
    name: 'the wall deleted and its channel hidden',
    seconds: 25,
    begin: async (room) => {
      await deleteClassMessages(room);
      await allowBot(room, [{user: 'Labrador', deny: ['ViewChannel']}]);
    },
    end: async (room) => allowBot(room, []),
    wrong: missingClassMessages,
  },
  {
    name: 'the API server answers 500',
    seconds: 20,
    begin: async (room) => cluster(room, {status: 500}),
    end: calmCluster,
  },
  {
    name: 'the API server answers 503',
    seconds: 20,
    begin: async (room) => cluster(room, {status: 503}),
    end: calmCluster,
  },
  // its clock runs five times as fast
  {
    name: 'the API server hangs',
    seconds: 45,
    begin: async (room) => cluster(room, {delayMs: 600_000}),
    end: calmCluster,
  },
  {name: 'the API server slow', seconds: 20, begin: async (room) => cluster(room, {delayMs: 10_000}), end: calmCluster},
  {
    name: 'the API server drops',
    seconds: 20,
    short: 8,
    begin: async (room) => cluster(room, {drop: true}),
    end: calmCluster,
  },
  {name: 'watches expired', seconds: 10, begin: async (room) => room.disturbCluster('/watches', {action: 'expire'})},
];
