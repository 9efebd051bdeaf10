import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {words} from '#src/words/words.ts';

/** Tells people in their channel that nothing became of what they sent: their client says only that there was no answer. */
export const renderTooLate = (userIds: readonly string[]): ChatMessage => ({
  ...plainMessage(words().replies.tooLate({whom: userIds.map(mention).join(' ')})),
  mentions: userIds,
});
