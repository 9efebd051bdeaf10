import {firstAnswerMs} from './limits.ts';

/** What an answer needs to get there, and the quickest interaction to come, in ms. */
const onTheWayMs = 200;

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly guildId?: string | null;
}

/** When each interaction came, by our clock, and how long it had been on its way by then: the chat's clock may differ. */
const times = new WeakMap<object, {readonly receivedAt: number; readonly ageMs: number}>();

/** Answers when it came, in ms since 1970; the first time that it is noted counts. */
export function noteReceived(interaction: object): number {
  const known = times.get(interaction)?.receivedAt;
  if (known !== undefined) return known;
  const receivedAt = Date.now();
  times.set(interaction, {receivedAt, ageMs: 0});
  return receivedAt;
}

/** How long an interaction was on its way, in ms. */
export function noteAge(interaction: object, ageMs: number): void {
  times.set(interaction, {receivedAt: noteReceived(interaction), ageMs});
}

/** Until when a first answer is worth sending, by our clock, in ms since 1970. */
export const answerByOf = (interaction: object): number =>
  noteReceived(interaction) + firstAnswerMs - onTheWayMs - (times.get(interaction)?.ageMs ?? 0);

/** How long ago an interaction was made, in ms. */
export const ageMsOf = (interaction: object): number =>
  Date.now() - noteReceived(interaction) + (times.get(interaction)?.ageMs ?? 0);
