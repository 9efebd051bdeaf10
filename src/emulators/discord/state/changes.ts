import {EventEmitter} from 'node:events';
import type {ChannelRecord, InteractionRecord, MessageRecord, UserRecord} from './state.ts';

/** What can happen in the emulator. Listeners are told after the state has changed. */
export interface ChangeEvents {
  message: [type: 'created' | 'updated' | 'deleted', message: MessageRecord];
  interaction: [interaction: InteractionRecord];
  user: [user: UserRecord];
  /** A channel or a thread. */
  channel: [type: 'created' | 'updated' | 'deleted', channel: ChannelRecord];
  /** Anything else that a restart should find again. */
  state: [];
}

export type Changes = EventEmitter<ChangeEvents>;

/** The one place where the parts of the emulator hear of each other's changes. */
export function createChanges(): Changes {
  const changes: Changes = new EventEmitter();
  changes.setMaxListeners(0);
  return changes;
}
