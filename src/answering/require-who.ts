import type {Asker} from '#src/chat/asker.ts';
import type {Who} from '#src/chat/who.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {Words} from '#src/words/en/en.ts';
import {words} from '#src/words/words.ts';

/** Something that is one person's. `what`: what it is, as the owner of another is told; nothing of what is facilitators' as well. */
export interface Owned {
  readonly ownerId: string;
  readonly what: keyof Words['answering']['notYours'] | 'also-facilitators';
}

/** Which role makes a facilitator in each server. */
export interface FacilitatorsRole {
  readonly isFacilitator: (asker: Asker) => boolean;
  /** What it is called there. */
  readonly nameIn: (guildId: string | undefined) => string;
}

/**
 * Who may do what is decided here alone, for commands, windows, buttons and lists, whatever the chat lets people see.
 * @throws UserError `refused`
 */
export function requireWho(who: Who | Owned, asker: Asker, facilitators: FacilitatorsRole): void {
  const isOwner = typeof who === 'object' && who.ownerId === asker.id;
  const isForRole = who === 'facilitator' || (typeof who === 'object' && who.what === 'also-facilitators');
  if (isOwner) return;
  if (isForRole && !facilitators.isFacilitator(asker)) {
    throw new UserError('refused', words().answering.forRole({role: facilitators.nameIn(asker.guildId)}));
  }
  if (who === 'server-manager' && !asker.managesServer) {
    throw new UserError('refused', words().settingUp.forManagers);
  }
  if (typeof who === 'object' && who.what !== 'also-facilitators') {
    throw new UserError('refused', words().answering.notYours[who.what]);
  }
}
