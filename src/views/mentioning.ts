import {contentLimit, plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {mention} from '#src/chat/mention.ts';
import {cut} from './cut.ts';

/** People whom one message can name, with room for what it says. */
const mostNamed = 60;

/** What is said to some people, who are notified of it: as many messages as it takes to name them all and to say all of it. */
export function mentioning(ids: readonly string[], say: (whom: string) => string): ChatMessage[] {
  const room = contentLimit - say('').length;
  const messages: ChatMessage[] = [];
  for (let rest = ids; rest.length > 0;) {
    const named = rest.slice(0, countThatFit(rest.slice(0, mostNamed), room));
    const whom = named.map(mention).join(' ');
    messages.push({...plainMessage(cut(say(whom), contentLimit)), mentions: named});
    rest = rest.slice(named.length);
  }
  return messages;
}

/** One at least. */
function countThatFit(ids: readonly string[], room: number): number {
  let length = -1;
  const tooMany = ids.findIndex((id) => (length += mention(id).length + 1) > room);
  return tooMany < 0 ? ids.length : Math.max(tooMany, 1);
}
