import type {Answer} from '#src/chat/answer.ts';
import type {Asked} from '#src/chat/answering.ts';
import {InteractionAges} from '#src/discord/interaction-ages.ts';
import {InteractionReplies} from '#src/discord/interaction-replies.ts';
import {InteractionRouter, type InteractionRouterOptions} from '#src/discord/interaction-router.ts';
import type {Chat} from '#test/support/discord-client.ts';

/** What is done of an interaction that was let in. */
type Act = () => Promise<Answer>;

/** The bot's router in that chat: `begin` lets an interaction in, and what it answers is done, whatever was sent. */
export function routerOf(
  chat: Chat,
  begin: (asked: Asked) => Act | Promise<Act>,
  heard: Partial<Pick<InteractionRouterOptions, 'tooLate' | 'bug' | 'log'>> = {},
): InteractionRouter {
  return new InteractionRouter({
    ages: new InteractionAges(),
    replies: new InteractionReplies(chat.emulator.restUrl),
    answering: {
      suggest: () => [],
      isInPlace: () => false,
      begin: async (asked) => {
        const act = await begin(asked);
        return {
          run: act,
          choose: act,
          submit: act,
          press: act,
          withdraw: () => Promise.resolve(false),
          noteRefused: () => Promise.resolve(),
        };
      },
    },
    tooLate: () => undefined,
    log: () => undefined,
    ...heard,
  });
}
