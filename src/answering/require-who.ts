import type {Asker} from '#src/chat/asker.ts';
import type {Who} from '#src/chat/who.ts';
import {UserError} from '#src/operations/user-error.ts';

/** Something that is one person's. */
export interface Owned {
  /** What it is, as the owner of another is told. */
  readonly what: string;
  readonly ownerId: string;
}

/**
 * Who may do what is decided here alone, for commands, windows, buttons and lists, whatever the chat lets people see.
 * @param role the name or the id of the role whose members are facilitators
 * @throws UserError `refused`
 */
export function requireWho(who: Who | Owned, {id, roles}: Asker, role: string): void {
  if (who === 'facilitator' && !roles.includes(role)) {
    throw new UserError('refused', `This is for those who have the role ${role}.`);
  }
  if (typeof who === 'object' && who.ownerId !== id) {
    throw new UserError('refused', `This ${who.what} is somebody else’s.`);
  }
}
