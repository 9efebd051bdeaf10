import {randomBytes} from 'node:crypto';
import {z} from 'zod';
import {cut} from '#src/views/cut.ts';
import type {Command} from '#src/workshop/command.ts';
import {LateMentions} from './late-mentions.ts';
import type {Store} from './store.ts';

/** As long as answers are kept, in seconds. */
const keepSeconds = 24 * 3_600;
/** Of one person, and how long each may be, in characters: what was typed outlives its answer, to be typed again. */
const mostLines = 200;
const longestLine = 200;
/** How long a second press is told to wait, should the first never end, in ms. */
const showingMs = 10_000;
/** The least time between two messages in a channel, in ms. */
const spacingMs = 1_000;

/** How long the line of a channel is gathered, whom one message names, and for how long. */
export interface LateAnswersOptions {
  /** From the first in line to the message that names them, in ms. */
  readonly gatherMs?: number;
  /** A message that its worker has not noted by then is posted by another, in ms. */
  readonly leaseMs?: number;
  /** Who was named and has not pressed the button is not named again for this long, in ms: it shows what came since, too. */
  readonly namedMs?: number;
  readonly mostNamed?: number;
}

/** An answer whose reply was out of reach, and that its person has not seen. */
export interface LateAnswer {
  readonly commandId: string;
  /** What was typed. */
  readonly line: string;
}

export interface LateAnswersOf {
  /** In the order in which they were typed. */
  readonly waiting: readonly LateAnswer[];
  /** How many more there were, of which not even the line is known. */
  readonly lost: number;
}

const latePostSchema = z.object({
  nonce: z.string(),
  userIds: z.array(z.string()),
  channelId: z.string(),
  /** How often its channel did not take it. */
  tries: z.number().default(0),
});
/** A message that is due: its people and its nonce stay the same until it is noted, whoever posts it. */
export type LatePost = z.infer<typeof latePostSchema>;

/** By the one clock that all workers share. */
const readNow = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Once for each answer. Who was named a moment ago, or is about to be, is not put in line. */
const addScript = `
  if not redis.call('SET', KEYS[1], '1', 'EX', ARGV[1], 'NX') then return 0 end
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[1])
  local over = redis.call('ZCARD', KEYS[2]) - tonumber(ARGV[4])
  if over > 0 then
    redis.call('ZREMRANGEBYRANK', KEYS[2], 0, over - 1)
    redis.call('INCRBY', KEYS[3], over)
  end
  redis.call('EXPIRE', KEYS[3], ARGV[1])
  ${readNow}
  local named = redis.call('HGET', KEYS[4], ARGV[6])
  if named and tonumber(named) > now then return 1 end
  redis.call('ZADD', KEYS[5], 'NX', now, ARGV[5])
  redis.call('EXPIRE', KEYS[5], ARGV[1])
  redis.call('ZADD', KEYS[6], 'NX', now + ARGV[7], ARGV[6])
  return 1`;

/** Whom a message names leave the line with it, and count as named until it is noted. When it is due next is its lease. */
const takeScript = `
  ${readNow}
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 100)
  for _, channel in ipairs(due) do
    local post = redis.call('GET', ARGV[1] .. channel)
    if not post then
      local people = redis.call('ZRANGE', ARGV[2] .. channel, 0, ARGV[4] - 1)
      if #people > 0 then
        redis.call('ZREM', ARGV[2] .. channel, unpack(people))
        for _, person in ipairs(people) do
          redis.call('HSET', ARGV[3] .. person, channel, now + ARGV[7] * 1000)
          redis.call('EXPIRE', ARGV[3] .. person, ARGV[7])
        end
        post = cjson.encode({nonce = ARGV[5], userIds = people, channelId = channel})
        redis.call('SET', ARGV[1] .. channel, post, 'EX', ARGV[7])
      end
    end
    if post then
      redis.call('ZADD', KEYS[1], now + ARGV[6], channel)
      return post
    end
    redis.call('ZREM', KEYS[1], channel)
  end
  return false`;

/** Who has pressed a button meanwhile is named again for what comes from then on. */
const noteScript = `
  local post = redis.call('GET', KEYS[1])
  if not post or cjson.decode(post).nonce ~= ARGV[1] then return 0 end
  redis.call('DEL', KEYS[1])
  ${readNow}
  for _, person in ipairs(cjson.decode(post).userIds) do
    if redis.call('HEXISTS', ARGV[3] .. person, ARGV[2]) == 1 then
      redis.call('HSET', ARGV[3] .. person, ARGV[2], now + ARGV[4])
    end
  end
  local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  if #first == 0 then
    redis.call('ZREM', KEYS[3], ARGV[2])
  else
    redis.call('ZADD', KEYS[3], math.max(now + ARGV[6], first[2] + ARGV[5]), ARGV[2])
  end
  return 1`;

const postponeScript = `
  local post = redis.call('GET', KEYS[1])
  if not post or cjson.decode(post).nonce ~= ARGV[1] then return 0 end
  ${readNow}
  local later = cjson.decode(post)
  later.tries = (later.tries or 0) + 1
  redis.call('SET', KEYS[1], cjson.encode(later), 'KEEPTTL')
  redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[2])
  return 1`;

/** From here on what comes is named anew: who reads now may not see it. */
const openScript = `
  if not redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return false end
  redis.call('DEL', KEYS[3])
  return {redis.call('ZRANGE', KEYS[2], 0, -1), redis.call('GET', KEYS[4]) or '0'}`;

/** Takes a person out of all lines: nothing of theirs is left to be announced. */
const leaveLines = `
  for _, channel in ipairs(redis.call('ZRANGE', channels, 0, -1)) do
    redis.call('ZREM', line .. channel, person)
  end`;

const closeScript = `
  if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
  if #ARGV > 4 then redis.call('ZREM', KEYS[2], unpack(ARGV, 5)) end
  if tonumber(ARGV[4]) > 0 and redis.call('DECRBY', KEYS[3], ARGV[4]) <= 0 then redis.call('DEL', KEYS[3]) end
  if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
  local channels, line, person = KEYS[4], ARGV[2], ARGV[3]
  ${leaveLines}
  return 1`;

const forgetScript = `
  local channels, line, person = KEYS[1], ARGV[1], ARGV[3]
  redis.call('DEL', unpack(KEYS, 2))
  ${leaveLines}
  for _, channel in ipairs(redis.call('ZRANGE', channels, 0, -1)) do
    local text = redis.call('GET', ARGV[2] .. channel)
    if text then
      local post = cjson.decode(text)
      local others = {}
      for _, id in ipairs(post.userIds) do if id ~= person then table.insert(others, id) end end
      post.userIds = others
      if #others == 0 then redis.call('DEL', ARGV[2] .. channel)
      else redis.call('SET', ARGV[2] .. channel, cjson.encode(post), 'EX', ARGV[4]) end
    end
  end`;

/**
 * Who is to be told in their channel that answers wait for them, and which. Any number of workers share it: people stand in
 * line for a channel, and one worker takes a message for as many as it names. Keys: `late-of` a person, `late-line` and
 * `late-post` of a channel, `late-channels` by when each is due.
 */
export class LateAnswers {
  /** The messages by which people were told. */
  readonly mentions: LateMentions;
  readonly #store: Store;
  readonly #options: Required<LateAnswersOptions>;

  constructor(store: Store, options: LateAnswersOptions = {}) {
    this.mentions = new LateMentions(store);
    this.#store = store;
    this.#options = {gatherMs: 8_000, leaseMs: 20_000, namedMs: 60_000, mostNamed: 40, ...options};
  }

  /**
   * Once the answer is kept. The same one again changes nothing, not even when it has been seen.
   * @param channelId where they are told, unless where they typed
   */
  async add({id, line, reply}: Command, channelId = reply.channelId): Promise<void> {
    const {userId, createdAt} = reply;
    const keys = [
      this.#store.key('mentioned', id),
      this.#lateOf(userId),
      this.#lostOf(userId),
      this.#namedOf(userId),
      this.#store.key('late-line', channelId),
      this.#channels,
    ];
    await this.#store.redis.eval(
      addScript,
      keys.length,
      ...keys,
      String(keepSeconds),
      String(createdAt),
      `${id} ${cut(line, longestLine)}`,
      String(mostLines),
      userId,
      channelId,
      String(this.#options.gatherMs),
    );
  }

  /** A message that is due and that nobody else posts now; undefined when there is none. */
  async takePost(): Promise<LatePost | undefined> {
    const {mostNamed, leaseMs} = this.#options;
    const text = await this.#store.redis.eval(
      takeScript,
      1,
      this.#channels,
      this.#store.key('late-post', ''),
      this.#store.key('late-line', ''),
      this.#namedOf(''),
      String(mostNamed),
      randomBytes(12).toString('hex'),
      String(leaseMs),
      String(keepSeconds),
    );
    return typeof text === 'string' ? latePostSchema.parse(JSON.parse(text)) : undefined;
  }

  /** The channel has the message. Who is in line by now gets the next. */
  async notePosted({channelId, nonce}: LatePost): Promise<void> {
    const {namedMs, gatherMs} = this.#options;
    const keys = [this.#store.key('late-post', channelId), this.#store.key('late-line', channelId), this.#channels];
    await this.#store.redis.eval(
      noteScript,
      keys.length,
      ...keys,
      nonce,
      channelId,
      this.#namedOf(''),
      String(namedMs),
      String(gatherMs),
      String(spacingMs),
    );
  }

  /** The channel did not take it: the same is due again then. */
  async postpone({channelId, nonce}: LatePost, delayMs: number): Promise<void> {
    const keys = [this.#store.key('late-post', channelId), this.#channels];
    await this.#store.redis.eval(postponeScript, keys.length, ...keys, nonce, channelId, String(delayMs));
  }

  /** What a person has not seen, for one press at a time, until it is closed. Undefined while another is shown it. */
  async open(userId: string, interactionId: string): Promise<LateAnswersOf | undefined> {
    const keys = [this.#showingTo(userId), this.#lateOf(userId), this.#namedOf(userId), this.#lostOf(userId)];
    const opened = await this.#store.redis.eval(openScript, keys.length, ...keys, interactionId, String(showingMs));
    if (opened === null) return undefined;
    const [members, lost] = openedSchema.parse(opened);
    return {waiting: members.map(readMember), lost};
  }

  /** What was shown waits no longer. */
  async close(userId: string, interactionId: string, {waiting, lost}: LateAnswersOf): Promise<void> {
    const keys = [this.#showingTo(userId), this.#lateOf(userId), this.#lostOf(userId), this.#channels];
    const isAllRead = await this.#store.redis.eval(
      closeScript,
      keys.length,
      ...keys,
      interactionId,
      this.#store.key('late-line', ''),
      userId,
      String(lost),
      ...waiting.map(({commandId, line}) => `${commandId} ${line}`),
    );
    if (isAllRead === 1) await this.mentions.read(userId);
  }

  /** In the order in which they were typed. */
  async list(userId: string): Promise<LateAnswer[]> {
    return (await this.#store.redis.zrange(this.#lateOf(userId), '0', '-1')).map(readMember);
  }

  async forget(userId: string): Promise<void> {
    const own = [this.#lateOf(userId), this.#lostOf(userId), this.#namedOf(userId), this.#showingTo(userId)];
    await this.#store.redis.eval(
      forgetScript,
      own.length + 1,
      this.#channels,
      ...own,
      this.#store.key('late-line', ''),
      this.#store.key('late-post', ''),
      userId,
      String(keepSeconds),
    );
    await this.mentions.read(userId);
  }

  get #channels(): string {
    return this.#store.key('late-channels');
  }

  #lateOf(userId: string): string {
    return this.#store.key('late-of', userId);
  }

  #lostOf(userId: string): string {
    return this.#store.key('late-lost-of', userId);
  }

  /** By channel, until when who stands there as named is not named again. */
  #namedOf(userId: string): string {
    return this.#store.key('late-named', userId);
  }

  #showingTo(userId: string): string {
    return this.#store.key('late-showing', userId);
  }
}

const openedSchema = z.tuple([z.array(z.string()), z.coerce.number()]);

function readMember(member: string): LateAnswer {
  const end = member.indexOf(' ');
  return {commandId: member.slice(0, end), line: member.slice(end + 1)};
}
