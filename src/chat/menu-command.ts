import type {ApplicationCommandType, RESTPostAPIContextMenuApplicationCommandsJSONBody} from 'discord-api-types/v10';
import type {Answer} from './answer.ts';
import type {CommandSession} from './command-session.ts';
import type {Who} from './who.ts';

/** What a command was chosen on, from the menu of a person or of a message. */
export interface MenuTarget {
  /** The person, or who wrote the message. */
  readonly userId: string;
  /** What the message says; empty for a person. */
  readonly content: string;
}

/** A command in the menu of a person or of a message: a plain object, checked with `satisfies`. */
export interface MenuCommand {
  readonly definition: RESTPostAPIContextMenuApplicationCommandsJSONBody & {
    readonly type: ApplicationCommandType.User | ApplicationCommandType.Message;
  };
  readonly who: Who;
  /** @throws UserError for what can't be meant, or is not to be done */
  readonly run: (target: MenuTarget, session: CommandSession) => Promise<Answer>;
}
