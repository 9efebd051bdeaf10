import type {APIApplicationCommandSubcommandOption} from 'discord-api-types/v10';
import {z} from 'zod';
import type {Answer} from '#src/chat/answer.ts';
import type {CommandSession, Whereabouts} from '#src/chat/command-session.ts';
import type {Suggestion} from '#src/chat/suggestion.ts';
import type {Who} from '#src/chat/who.ts';
import {textSchema} from './options.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';

/** What a subcommand is called and takes, as the chat registers it. */
export type SubcommandDefinition = Omit<APIApplicationCommandSubcommandOption, 'type'>;

/** @param typed as far as it is */
type Completion = (typed: string, whereabouts: Whereabouts) => readonly Suggestion[];

/** Something to do at a workshop. */
interface Deed<Definition, Input extends object> {
  readonly definition: Definition;
  /** Of what it is given: the options, by their names. */
  readonly schema: z.ZodType<Input>;
  /** Whether it stands in the workshop's record that it was asked for. */
  readonly isRecorded: boolean | ((input: Input) => boolean);
  readonly who: Who;
  /** Of an option that is completed while it is typed: values, the best first. */
  readonly complete?: Readonly<Record<string, Completion>>;
  readonly run: (input: Input, session: CommandSession) => Promise<Answer>;
}

/** The same for what is not read yet. */
export interface Performable<Definition> {
  readonly definition: Definition;
  readonly complete: Readonly<Record<string, Completion>>;
  /** @throws UserError `refused` for who may not, `bad-input` for what the chat should not have let through */
  readonly perform: (given: unknown, session: CommandSession) => Promise<Answer>;
}

function performable<Definition extends {readonly name: string}, Input extends object>({
  definition,
  schema,
  isRecorded,
  who,
  complete = {},
  run,
}: Deed<Definition, Input>): Performable<Definition> {
  return {
    definition,
    complete,
    perform: async (given, session) => {
      session.require(who);
      const input = read(schema, given);
      if (typeof isRecorded === 'boolean' ? isRecorded : isRecorded(input))
        await session.facilitating.record({name: definition.name, given: input});
      return run(input, session);
    },
  };
}

/** `/workshop NAME`. */
export const subcommand = <Input extends object>(
  deed: Deed<SubcommandDefinition, Input>,
): Performable<SubcommandDefinition> => performable(deed);

/** What a window of facilitators is for: it is given the `text` that was written, and what it is `about`, from its id. */
export const windowOf = <Input extends object>(
  deed: Deed<{readonly name: string}, Input>,
): Performable<{readonly name: string}> => performable(deed);

/** Of a window about one learner: `{learnerId, text}`. */
export const toLearnerSchema = z
  .object({about: z.string(), text: textSchema})
  .transform(({about, text}) => ({learnerId: about, text}));

function read<Input>(schema: z.ZodType<Input>, given: unknown): Input {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const {empty, notUnderstood, completeIt} = words().commands.workshop;
  if (issue?.code === 'too_small' && issue.origin === 'string') throw new UserError('bad-input', empty);
  throw new UserError('bad-input', `${issue?.path.join('.') ?? ''}: ${notUnderstood}.`, {next: completeIt});
}
