import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';

/** Tells people in their channel that nothing became of what they sent: their client says only that there was no answer. */
export const renderTooLate = (userIds: readonly string[]): ChatMessage => ({
  ...plainMessage(
    `${userIds.map(mention).join(' ')} What you sent a moment ago reached me too late, and nothing of it was done.\n→ Send it again.`,
  ),
  mentions: userIds,
});
