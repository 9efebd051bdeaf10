import type {Changes} from './changes.ts';
import {interactionTokenMs} from '../limits.ts';
import type {ChatState, MessageRecord} from './state.ts';

/** How much a chat keeps: the real one keeps all, on machines without end. */
export interface KeptOfChat {
  /** Messages; those that are pinned or changed lately go last. */
  messages: number;
  /** Messages whose earlier versions are kept, those that changed last. */
  histories: number;
  /** Base64 of files. */
  attachedBytes: number;
  /** Interactions, beside those that can still be answered. */
  interactions: number;
}

const keptOfChat: KeptOfChat = {
  messages: 5_000,
  histories: 150,
  attachedBytes: 8 * 1024 * 1024,
  interactions: 5_000,
};
/** Nothing is looked through for a bound before it is passed by that much. */
const slack = 1.1;

/**
 * Keeps the state within its bounds from here on, and brings one that was read back into them. What goes is the oldest; nobody is
 * told, as it is long past. Returns what ends it.
 */
export function keepBounded({
  state,
  changes,
  now,
  kept = keptOfChat,
}: {
  state: ChatState;
  changes: Changes;
  now: () => number;
  kept?: KeptOfChat;
}): () => void {
  /** Those whose versions are kept, the one that changed last at the end. */
  const recent = new Map<string, MessageRecord>();

  function touch(message: MessageRecord): void {
    recent.delete(message.id);
    recent.set(message.id, message);
    const [oldest] = recent.values();
    if (recent.size <= kept.histories || !oldest) return;
    recent.delete(oldest.id);
    oldest.history = oldest.history.slice(-1);
  }

  function dropMessages(): void {
    for (const [id, message] of state.messages) {
      if (state.messages.size <= kept.messages) return;
      if (message.pinnedAt === undefined && !recent.has(id)) state.messages.delete(id);
    }
  }

  function dropInteractions(): void {
    for (const [id, {createdAt}] of state.interactions) {
      if (state.interactions.size <= kept.interactions) return;
      if (now() - Date.parse(createdAt) < interactionTokenMs) return;
      state.interactions.delete(id);
    }
  }

  /** First those that no message has any more and that nobody can still be about to fetch, then the oldest. */
  function dropAttachments(): void {
    const shown = new Set<string>();
    for (const message of state.messages.values()) {
      for (const version of [message, ...message.history]) for (const id of version.attachmentIds) shown.add(id);
    }
    const youngest = new Set([...state.attachments.keys()].slice(-kept.histories));
    for (const id of state.attachments.keys()) {
      if (!shown.has(id) && !youngest.has(id)) state.attachments.delete(id);
    }
    let bytes = attachedBytes(state);
    for (const [id, {base64}] of state.attachments) {
      if (bytes <= kept.attachedBytes) return;
      state.attachments.delete(id);
      bytes -= base64.length;
    }
  }

  let counted = {size: 0, bytes: 0};
  function trim(): void {
    if (state.messages.size > kept.messages * slack) dropMessages();
    if (state.interactions.size > kept.interactions * slack) dropInteractions();
    if (state.attachments.size === counted.size) return;
    counted = {size: state.attachments.size, bytes: attachedBytes(state)};
    if (counted.bytes > kept.attachedBytes * slack) dropAttachments();
  }

  const byChange = [...state.messages.values()].sort((a, b) => lastChange(a).localeCompare(lastChange(b)));
  for (const message of byChange) touch(message);
  dropMessages();
  dropInteractions();
  dropAttachments();

  const onMessage = (type: 'created' | 'updated' | 'deleted', message: MessageRecord): void => {
    if (type === 'deleted') recent.delete(message.id);
    else touch(message);
    trim();
  };
  changes.on('message', onMessage);
  changes.on('interaction', trim);
  return () => {
    changes.off('message', onMessage);
    changes.off('interaction', trim);
  };
}

const lastChange = ({createdAt, editedAt}: MessageRecord): string => editedAt ?? createdAt;

function attachedBytes({attachments}: ChatState): number {
  let bytes = 0;
  for (const {base64} of attachments.values()) bytes += base64.length;
  return bytes;
}
