import {plainMessage, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {words} from '#src/words/words.ts';

/** What became of a node that sandboxes own, and of whom they are. */
export interface NodeChange {
  readonly node: string;
  /** `closed`: it takes no new Pods, as while it is drained. */
  readonly state: 'there' | 'gone' | 'notReady' | 'closed';
  readonly learners: readonly string[];
}

/** As many characters of names as one line of a message takes. */
const longestNames = 300;

export function renderNodeChange({node, state, learners}: NodeChange): ChatMessage {
  const said = words().upkeep.nodes;
  const whose = plainText(cut(learners.join(', '), longestNames));
  return plainMessage(said[state]({node: inlineCode(node), count: learners.length, whose}));
}
