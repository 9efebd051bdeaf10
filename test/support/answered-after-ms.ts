import {z} from 'zod';
import {snowflakeTime} from '#src/discord/limits.ts';
import type {Answer, ChatPage} from './chat-page.ts';
import {waitUntil} from './wait-until.ts';

const versionsSchema = z.array(z.looseObject({content: z.string(), at: z.string()}));

/**
 * From the interaction to the answer that has that text, by the chat's own clock, in ms. Looking for it takes the chat as long
 * at the end as at the start.
 */
export async function answeredAfterMs(
  chat: ChatPage,
  answer: Answer,
  text: string,
  withinMs = 30_000,
): Promise<number> {
  const answered = await waitUntil(
    `an answer says ${text}`,
    async () => {
      const [message] = (await answer.interaction()).messages;
      if (message === undefined) return undefined;
      const versions = versionsSchema.parse(await chat.get(`/messages/${message}/history`));
      return versions.find(({content}) => content.includes(text));
    },
    {withinMs},
  );
  return Date.parse(answered.at) - snowflakeTime(answer.id);
}
