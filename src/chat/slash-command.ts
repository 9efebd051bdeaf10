import type {RESTPostAPIChatInputApplicationCommandsJSONBody} from 'discord-api-types/v10';
import type {Answer} from './answer.ts';
import type {CommandSession, Whereabouts} from './command-session.ts';
import type {Suggestion} from './suggestion.ts';

/** A file that came with a command; its address is good for one download, now. */
export interface CommandFile {
  readonly name: string;
  readonly size: number;
  /** @throws UserError when it can't be had, or is larger than `limitBytes` */
  readonly read: (limitBytes: number) => Promise<string>;
}

/** What was typed: the subcommand and the options by name, unparsed. Users, channels and roles are their ids. */
export interface CommandInput {
  readonly subcommand: string | undefined;
  readonly options: ReadonlyMap<string, string | number | boolean>;
  readonly files: ReadonlyMap<string, CommandFile>;
}

/** What was written into a window; `argument` is what follows the command's name in its id. */
interface WindowInput {
  readonly argument: string;
  readonly text: string;
}

/** A slash command: a plain object, checked with `satisfies`. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** @throws UserError for what can't be meant, or is not to be done */
  readonly run: (input: CommandInput, session: CommandSession) => Answer | Promise<Answer>;
  /** Takes what was written into a window of this command. */
  readonly submit?: (input: WindowInput, session: CommandSession) => Promise<Answer>;
  /** Whole values that continue what is typed in `option`, the best first. */
  readonly complete?: (option: string, typed: string, whereabouts: Whereabouts) => readonly Suggestion[];
}
