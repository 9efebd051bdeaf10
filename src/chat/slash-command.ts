import type {RESTPostAPIChatInputApplicationCommandsJSONBody} from 'discord-api-types/v10';
import type {EditTarget} from '#src/operations/edit-target.ts';
import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {FacilitatorAct} from '#src/workshop/facilitator-act.ts';
import type {ChatWindow} from './window.ts';

/** What a slash command comes to. */
export type CommandAction =
  /** Joins the workshop first, if that is not done, and runs the operation in the sandbox. */
  | {readonly kind: 'join'; readonly line: string; readonly operation: Operation}
  | {readonly kind: 'operate'; readonly line: string; readonly operation: Operation}
  | {readonly kind: 'cancel'}
  /** Shows something of the lab, and runs nothing. */
  | {readonly kind: 'guide'; readonly view: GuideView}
  /** Offers a window with the object's YAML in it. */
  | ({readonly kind: 'edit'} & EditTarget)
  /** Puts the asker in line for a facilitator. */
  | {readonly kind: 'help'; readonly what: string}
  /** Gives the asker what is kept about them, or deletes it. */
  | {readonly kind: 'me'; readonly what: 'export' | 'forget'}
  /** What facilitators alone may do; who asks is checked where it is done. */
  | {readonly kind: 'facilitate'; readonly act: FacilitatorAct}
  | {readonly kind: 'ask'; readonly window: ChatWindow};

/** What a learner can ask of the lab. */
export type GuideView = 'show' | 'steps' | 'check' | 'hint' | 'solution' | 'reset';

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
export interface WindowInput {
  readonly argument: string;
  readonly text: string;
}

/** What a command may know of who asks: all of it from memory. */
export interface CommandContext {
  readonly lab: LabContext;
  /** The asker's namespace, if they have joined. */
  readonly namespace: string | undefined;
}

/** The lab that is taught: its files by their paths in it. Empty where no workshop is open. */
export interface LabContext {
  readonly name: string;
  readonly title: string;
  readonly files: LabFiles;
}

/** What autocomplete may know: all of it from memory. */
interface CompletionContext {
  readonly lab: LabContext;
  readonly names: (type: ResourceTypeName) => readonly string[];
  /** Names of the labs that there are. */
  readonly labs: readonly string[];
}

/** A slash command: a plain object, checked with `satisfies`. */
export interface SlashCommand {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** @throws UserError for what can't be meant */
  readonly run: (input: CommandInput, context: CommandContext) => CommandAction | Promise<CommandAction>;
  /** Takes what was written into a window of this command. */
  readonly submit?: (input: WindowInput, context: CommandContext) => CommandAction;
  /** Whole values that continue what is typed in `option`. */
  readonly complete?: (option: string, typed: string, context: CompletionContext) => readonly string[];
}
