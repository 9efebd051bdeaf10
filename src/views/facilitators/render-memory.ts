import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {words} from '#src/words/words.ts';

/** What the memory of Redis is used for, in bytes; undefined where nobody knows. */
interface Use {
  readonly answers: number;
  readonly commands: number;
  readonly workshops: number;
  readonly rest: number;
}

export interface NearlyFull {
  /** `82 % of 384 MiB`. */
  readonly share: string;
  readonly usedBytes: number;
  readonly use: Use | undefined;
  /** From how many bytes on something is large. */
  readonly largeBytes: number;
}

/** Facilitators are told once that Redis is nearly full, and what to do. */
export function renderNearlyFull({share, usedBytes, use, largeBytes}: NearlyFull): ChatMessage {
  const said = words().upkeep.memory;
  const full = {share, kib: largeBytes / 1024};
  return plainMessage(
    use === undefined ? said.nearlyFull(full) : said.nearlyFullOf({...full, most: mostOf(use, usedBytes)}),
  );
}

/** And once that it is over. */
export const renderRoomAgain = (share: string): ChatMessage => plainMessage(words().upkeep.memory.roomAgain({share}));

const kinds: readonly (keyof Use)[] = ['answers', 'commands', 'workshops', 'rest'];

function mostOf(use: Use, usedBytes: number): string {
  const said = words().upkeep.memory;
  const ours = kinds.reduce((sum, kind) => sum + use[kind], 0);
  const [first] = kinds.toSorted((a, b) => use[b] - use[a]);
  if (first === undefined || usedBytes - ours > use[first]) return said.notOurs;
  return said[first]({mib: Math.round(use[first] / 1024 / 1024)});
}
