interface Needed {
  /** What its start still waits for, a word each: nothing of that is asked. */
  readonly waitsFor: () => readonly string[];
  /** Rejects while Redis is away. */
  readonly redis: () => Promise<unknown>;
  readonly cluster: () => Promise<boolean>;
  /** False while the bot's identities may not do what they will be asked to. */
  readonly hasRights: () => boolean;
  readonly chat: () => Promise<boolean>;
  /** The bot of this process, once there is one. */
  readonly bot: () => BotNeeds | undefined;
  readonly isStarted: () => boolean;
}

/** A bot, as far as it is asked here. */
interface BotNeeds {
  readonly isLeading: () => boolean;
  readonly parts: () => ReadonlyMap<string, boolean>;
}

/**
 * What a process can't do its work without, a word each, and whether it is there: what `/readyz`, `labrador_up` and
 * `/workshop doctor` say. A bot that stands by needs Redis alone.
 */
export function needs(needed: Needed): () => Promise<ReadonlyMap<string, boolean>> {
  const {waitsFor, redis, cluster, hasRights, chat, bot, isStarted} = needed;
  return async () => {
    const waits = new Set(waitsFor());
    const isRedisThere = async (): Promise<boolean> =>
      redis().then(
        () => true,
        () => false,
      );
    const asked = new Map([['redis', isRedisThere]]);
    if (bot()?.isLeading() !== false) {
      asked.set('cluster', cluster);
      asked.set('rights', async () => Promise.resolve(hasRights()));
      asked.set('chat', chat);
    }
    const found = await Promise.all(
      [...asked].map(async ([part, isThere]) => [part, !waits.has(part) && (await isThere())] as const),
    );
    const parts = new Map([...found, ...(bot()?.parts() ?? [])]);
    if (!isStarted() && ![...parts.values()].includes(false)) parts.set('start', false);
    return parts;
  };
}
