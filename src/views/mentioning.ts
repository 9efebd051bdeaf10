import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {cut} from './cut.ts';

/** People whom one message can name, with room for what it says. */
const mostNamed = 60;

/** What is said to some people, who are notified of it: as many messages as it takes to name them all. */
export function mentioning(ids: readonly string[], say: (whom: string) => string): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (let from = 0; from < ids.length; from += mostNamed) {
    const named = ids.slice(from, from + mostNamed);
    const whom = named.map(mention).join(' ');
    messages.push({...plainMessage(cut(say(whom), contentLimit)), mentions: named});
  }
  return messages;
}
