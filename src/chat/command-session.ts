import type {AskedPage} from '#src/operations/kubectl/asked-here.ts';
import type {EditTarget} from '#src/operations/kubectl/edit-target.ts';
import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {ShellState} from '#src/operations/shell/shell-state.ts';
import type {ResourceTypeName} from '#src/kinds/resource-types.ts';
import type {Answer} from './answer.ts';
import type {Facilitating} from './facilitating.ts';
import type {Who} from './who.ts';

/** What is known of who asks, all of it from memory: enough to complete what they type. */
export interface Whereabouts {
  readonly lab: LabContext;
  /** The asker's namespace, if they have joined. */
  readonly namespace: string | undefined;
  /** What there is of a type in a namespace of the asker's, by default their current one; of namespaces, those they made. */
  readonly names: (type: ResourceTypeName, namespace?: string) => readonly string[];
  /** The hosts that Ingresses in the asker's sandbox have rules for. */
  readonly hosts: () => readonly string[];
  /** Names of the labs that there are. */
  readonly labs: readonly string[];
}

/** The lab that is taught: its files by their paths in it. Empty where no workshop is open. */
export interface LabContext {
  readonly name: string;
  readonly title: string;
  readonly files: LabFiles;
  /** Those that its containers may run. */
  readonly images: readonly string[];
  readonly steps: readonly {readonly id: string; readonly title: string}[];
}

/** Something to do in a sandbox, and the line that it stands for. */
export interface OperationLine {
  readonly line: string;
  readonly operation: Operation;
}

/**
 * One interaction as a command has it: who asks, which workshop they mean, and what can be done for them there.
 * @throws UserError `no-workshop` and `no-sandbox` where one is needed
 */
export interface CommandSession extends Whereabouts {
  /** Files and variables of the asker's own; none for who has not joined. */
  readonly shell: () => Promise<ShellState>;
  /** Puts it in the lane of the asker's sandbox. */
  readonly submit: (command: OperationLine) => Promise<Answer>;
  /** The same of one that has to be read first; nothing of the same person goes before it meanwhile. */
  readonly submitRead: (read: () => Promise<OperationLine>) => Promise<Answer>;
  /** Joins the workshop, or shows the place in line for it. Who is in it already is told so by the sandbox. */
  readonly join: () => Promise<Answer>;
  /** Cancels what waits or runs of the asker's. @returns its lines */
  readonly cancel: () => Promise<readonly string[]>;
  /** Offers a window with the object's YAML in it. */
  readonly offerEditor: (target: EditTarget) => Answer;
  /** Offers to show the page that a Service serves. */
  readonly offerPage: (page: AskedPage) => Answer;
  readonly takeLab: () => Promise<TakenLab>;
  /** Puts the asker in line for a facilitator. */
  readonly askForHelp: (what: string) => Promise<Answer>;
  /** Gives the asker what is kept about them. */
  readonly exportOwn: () => Promise<Answer>;
  readonly askToForget: () => Promise<Answer>;
  /** @throws UserError `refused` for who may not do what is theirs */
  readonly require: (who: Who) => void;
  readonly facilitating: Facilitating;
}

/** The lab as its learner takes it: what it shows of the step that they are at. */
export interface TakenLab {
  readonly show: () => Promise<Answer>;
  readonly check: () => Promise<Answer>;
  readonly steps: () => Promise<Answer>;
  readonly hint: () => Promise<Answer>;
  readonly askForSolution: () => Promise<Answer>;
  readonly askForReset: () => Promise<Answer>;
}
