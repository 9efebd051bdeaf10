import {PermissionFlagsBits, RESTJSONErrorCodes} from 'discord-api-types/v10';
import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import {refusal} from './discord-error.ts';
import type {Changes} from './state/changes.ts';
import {channelPermissions, isThread} from './state/permissions.ts';
import type {ChannelRecord, ChatState} from './state/state.ts';

/** Threads are active or archived, and only active ones are worked with.
 * @see https://docs.discord.com/developers/topics/threads#active--archived-threads */
export interface Threads {
  /** @throws {DiscordError} 160006 when the guild has as many active ones as it may */
  create(about: Pick<ChannelRecord, 'kind' | 'name' | 'parentId' | 'autoArchiveMinutes'>): ChannelRecord;
  /** Before a message comes into a thread that is archived: it is active again.
   * @throws {DiscordError} 160005 for a thread that is locked, to a bot that does not manage threads */
  reopen(channelId: string): void;
  /** Before a message is changed, which is as much as a new one, but opens nothing.
   * @throws {DiscordError} 50083 and 160005 */
  requireOpen(channelId: string): void;
  /** @throws {DiscordError} 50083 for a thread that is archived */
  requireActive(channelId: string): void;
  setArchived(thread: ChannelRecord, isArchived: boolean): void;
  /** Sets the deadlines of threads that a restart found. */
  restore(): void;
}

export function createThreads(options: {
  state: ChatState;
  clock: EmulatorClock;
  nextId: () => string;
  changes: Changes;
}): Threads {
  const {state, clock, nextId, changes} = options;

  const threadOf = (channelId: string): ChannelRecord | undefined => {
    const channel = state.channels.get(channelId);
    return channel && isThread(channel) ? channel : undefined;
  };

  function setArchived(thread: ChannelRecord, isArchived: boolean): void {
    thread.archived = isArchived;
    if (!isArchived) archiveWhenQuiet(thread);
    changes.emit('channel', 'updated', thread);
  }

  /** When something was said in it last, or it was opened. */
  function lastActivity({id, createdAt}: ChannelRecord): number {
    const said = [...state.messages.values()].findLast(({channelId}) => channelId === id);
    return Date.parse(said?.createdAt ?? createdAt);
  }

  function archiveWhenQuiet(thread: ChannelRecord, sinceMs = clock.now()): void {
    const quietMs = thread.autoArchiveMinutes * 60_000;
    clock.at(sinceMs + quietMs, () => {
      if (state.channels.get(thread.id) !== thread || thread.archived) return;
      const last = Math.max(lastActivity(thread), sinceMs);
      if (last + quietMs <= clock.now()) setArchived(thread, true);
      else archiveWhenQuiet(thread, last);
    });
  }

  function requireActive(channelId: string): void {
    if (threadOf(channelId)?.archived === true) throw refusal(RESTJSONErrorCodes.InvalidActionOnArchivedThread);
  }

  /** @see https://docs.discord.com/developers/topics/threads#locked-threads */
  function refuseLocked(thread: ChannelRecord): void {
    const bot = state.users.get(state.botUserId);
    const may = bot === undefined ? 0n : channelPermissions(state, bot, thread);
    if (thread.locked && (may & PermissionFlagsBits.ManageThreads) === 0n) {
      throw refusal(RESTJSONErrorCodes.ThreadLocked);
    }
  }

  return {
    create(about) {
      const active = [...state.channels.values()].filter((channel) => isThread(channel) && !channel.archived);
      if (active.length >= state.activeThreadLimit) throw refusal(RESTJSONErrorCodes.MaximumActiveThreads);
      const guildId = state.channels.get(about.parentId ?? '')?.guildId;
      const thread: ChannelRecord = {
        ...about,
        ...(guildId === undefined ? {} : {guildId}),
        id: nextId(),
        topic: undefined,
        overwrites: [],
        memberIds: [state.botUserId],
        archived: false,
        locked: false,
        createdAt: new Date(clock.now()).toISOString(),
      };
      state.channels.set(thread.id, thread);
      archiveWhenQuiet(thread);
      changes.emit('channel', 'created', thread);
      return thread;
    },
    reopen(channelId) {
      const thread = threadOf(channelId);
      if (thread === undefined) return;
      refuseLocked(thread);
      if (thread.archived) setArchived(thread, false);
    },
    requireOpen(channelId) {
      requireActive(channelId);
      const thread = threadOf(channelId);
      if (thread) refuseLocked(thread);
    },
    requireActive,
    setArchived,
    restore() {
      for (const channel of state.channels.values()) {
        if (isThread(channel) && !channel.archived) archiveWhenQuiet(channel, lastActivity(channel));
      }
    },
  };
}
