import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';

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
  const what = use === undefined ? '' : `, most of it ${mostOf(use, usedBytes)}`;
  const kib = largeBytes / 1024;
  return plainMessage(
    `⚠ Redis is nearly full: ${share}${what}. Until it has room, answers are cut to ${kib} KiB and manifests of more are refused; all else goes on.\n→ Have its \`maxmemory\` raised, with the memory that it may have. It needs no restart.`,
  );
}

/** And once that it is over. */
export const renderRoomAgain = (share: string): ChatMessage =>
  plainMessage(`✅ Redis has room again: ${share}. Answers and manifests are taken whole.`);

const words: Readonly<Record<keyof Use, string>> = {
  answers: 'answers that wait for a click',
  commands: 'commands and answers on their way',
  workshops: 'records of workshops',
  rest: 'other keys of Labrador’s',
};

function mostOf(use: Use, usedBytes: number): string {
  const {answers, commands, workshops, rest} = use;
  const ours = answers + commands + workshops + rest;
  const [first] = (Object.keys(words) as (keyof Use)[]).sort((a, b) => use[b] - use[a]);
  if (first === undefined || usedBytes - ours > use[first]) return 'not Labrador’s keys';
  return `${words[first]} (${Math.round(use[first] / 1024 / 1024)} MiB)`;
}
