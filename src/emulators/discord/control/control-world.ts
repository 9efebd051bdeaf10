import type {EmulatorClock} from '#src/emulators/core/clock.ts';
import type {Faults} from '#src/emulators/core/faults.ts';
import type {ApiObjects} from '../objects/api-objects.ts';
import type {Changes} from '../state/changes.ts';
import type {Gateway} from '../gateway/gateway.ts';
import type {Interactions} from '../interactions/interactions.ts';
import type {Messages} from '../messages/messages.ts';
import type {ChatFault} from '../rest/chat-fault.ts';
import type {RequestLog} from '../rest/request-log.ts';
import type {Threads} from '../threads.ts';
import type {ChatState} from '../state/state.ts';
import type {ShownLink} from './shown.ts';

/** What the control interface works with. */
export interface ControlWorld {
  state: ChatState;
  clock: EmulatorClock;
  nextId: () => string;
  objects: ApiObjects;
  changes: Changes;
  messages: Messages;
  threads: Threads;
  interactions: Interactions;
  gateway: Gateway;
  faults: Faults<ChatFault>;
  requests: RequestLog;
  /** Pages elsewhere that belong to this chat. */
  links: ShownLink[];
}
