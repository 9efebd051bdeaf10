import {setTimeout as sleep} from 'node:timers/promises';
import {DiscordAPIError, HTTPError, RateLimitError, REST, type RawFile, type RESTOptions} from '@discordjs/rest';
import {InteractionResponseType, Routes} from 'discord-api-types/v10';
import {ageMsOf, answerByOf, type Interaction} from './interaction-times.ts';
import {errorCodes} from './limits.ts';
import {isBroken, isTimeout, restOptionsAnew, restOptionsOnce} from './rest-options.ts';

/** How long one try may take, in ms, of the 3 s that there are: a connection that has died unseen does not say so. */
const tryMs = 1_000;
/** The least that a try is given, in ms: what came late may not have been given up yet. */
const leastMs = 300;
const mostTries = 4;
/** How long it is waited after a try that was refused, in ms: for each that there was, and where it was not said. */
const pauseMs = 100;
const unsaidMs = 500;

/** What was answered, and how long after the interaction was made, in ms. */
export type HeardFirstAnswer = (kind: 'answer' | 'suggestions', afterMs: number) => void;

/**
 * Sends first answers, of which a second is refused: in time or not at all. A try without an answer is repeated, on a
 * connection of its own.
 */
export class FirstAnswers {
  readonly #rest: REST;
  readonly #anew: REST;
  readonly #answered: HeardFirstAnswer;

  /**
   * @param api the REST address, without its version
   * @param asked how requests are made, where that is not as for all
   * @param answered hears of each that the chat took
   */
  constructor(
    api: string,
    asked: (options: Partial<RESTOptions>) => Partial<RESTOptions>,
    answered: HeardFirstAnswer = () => undefined,
  ) {
    this.#answered = answered;
    const globalRequestsPerSecond = Number.POSITIVE_INFINITY;
    this.#rest = new REST({...asked(restOptionsOnce(api)), globalRequestsPerSecond});
    this.#anew = new REST({...asked(restOptionsAnew(api)), globalRequestsPerSecond});
  }

  /**
   * @throws DiscordAPIError 10062 when it is too late, and whatever else the chat refuses
   * @throws FirstAnswerLost when the chat was out of order for as long as it could be tried
   */
  async send(interaction: Interaction, body: FirstAnswer, files: RawFile[] = []): Promise<void> {
    await this.#send(interaction, body, files);
    const kind = body.type === InteractionResponseType.ApplicationCommandAutocompleteResult ? 'suggestions' : 'answer';
    this.#answered(kind, ageMsOf(interaction));
  }

  async #send(interaction: Interaction, body: FirstAnswer, files: RawFile[]): Promise<void> {
    const by = answerByOf(interaction);
    const route = Routes.interactionCallback(interaction.id, interaction.token);
    let mayHaveArrived = false;
    for (let tries = 1; ; tries++) {
      const leftMs = Math.max(leastMs, by - Date.now());
      // an upload takes as long as it takes
      const signal = AbortSignal.timeout(files.length > 0 ? leftMs : Math.min(leftMs, tryMs));
      try {
        await (tries === 1 ? this.#rest : this.#anew).post(route, {body, files, auth: false, signal});
        return;
      } catch (error) {
        if (mayHaveArrived && isAcknowledged(error)) return;
        const waitMs = pauseAfter(error, tries);
        if (waitMs === undefined) throw error;
        if (tries === mostTries || Date.now() + waitMs >= by) throw new FirstAnswerLost(error);
        mayHaveArrived ||= !(error instanceof RateLimitError);
        await sleep(waitMs);
      }
    }
  }
}

/** No try came through: whether the chat has the answer nobody knows. The cause is what the last one failed of. */
class FirstAnswerLost extends Error {
  override readonly name = 'FirstAnswerLost';

  constructor(cause: unknown) {
    super('the chat did not take the first answer', {cause});
  }
}

export const isFirstAnswerLost = (error: unknown): boolean => error instanceof FirstAnswerLost;

/** Whether something failed of nothing but the chat, which is out of order. */
export const isChatOutage = (error: unknown): boolean =>
  isFirstAnswerLost(error) || (error instanceof HTTPError && error.status >= 500);

interface FirstAnswer {
  readonly type: InteractionResponseType;
  readonly data?: unknown;
}

const isAcknowledged = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === errorCodes.alreadyAcknowledged;

/** How long to wait before the next try, in ms; undefined where the chat has said no. */
function pauseAfter(error: unknown, tries: number): number | undefined {
  if (error instanceof RateLimitError) return error.retryAfter > 0 ? error.retryAfter : unsaidMs;
  if (error instanceof HTTPError && error.status >= 500) return tries * pauseMs;
  if (isTimeout(error) || isBroken(error)) return (tries - 1) * pauseMs;
  return undefined;
}
