import {
  ApplicationCommandOptionType,
  ChannelType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
} from 'discord-api-types/v10';
import type {CommandAction, SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {facilitatorActSchema} from '#src/workshop/facilitator-act.ts';

/** What an option may be called that the act calls otherwise. */
const actFields: Readonly<Record<string, string>> = {who: 'learnerId', 'sandbox-minutes': 'sandboxMinutes'};

const minutes = (name: string, description: string, required = false): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  description,
  min_value: 1,
  max_value: 7 * 24 * 60,
  required,
});

const channel = (name: string, description: string, required: boolean): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Channel,
  name,
  description,
  channel_types: [ChannelType.GuildText],
  required,
});

const count = (name: string, description: string): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.Integer,
  name,
  description,
  min_value: 1,
  max_value: 5_000,
});

const who = (description: string, required: boolean): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.User,
  name: 'who',
  description,
  required,
});

const text = (description: string, required: boolean): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  name: 'text',
  description,
  max_length: 1_500,
  required,
});

const subcommand = (
  name: string,
  description: string,
  options: APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name,
  description,
  options,
});

/** For facilitators: opens and closes workshops, looks at the class and steers it. */
export const workshopCommand = {
  definition: {
    name: 'workshop',
    description: 'For facilitators: open a workshop, watch it and steer it',
    options: [
      subcommand('open', 'Open a workshop in two channels', [
        {
          type: ApplicationCommandOptionType.String,
          name: 'lab',
          description: 'What is taught',
          required: true,
          autocomplete: true,
        },
        channel('channel', 'Where participants type and see everybody’s Pods', true),
        channel('facilitators', 'Where facilitators see the class; this channel without it', false),
        {
          type: ApplicationCommandOptionType.String,
          name: 'name',
          description: 'What you call it',
          max_length: 50,
        },
        count('capacity', 'How many may have a sandbox at a time; who is more waits in line'),
        minutes('minutes', 'In how many minutes it closes by itself; never without it'),
        minutes('sandbox-minutes', 'For how long a sandbox lasts; as long as the workshop without it'),
        {
          type: ApplicationCommandOptionType.String,
          name: 'replies',
          description: 'Who sees the answers to kubectl commands; who asked, without it',
          choices: [
            {name: 'private', value: 'private'},
            {name: 'public', value: 'public'},
          ],
        },
      ]),
      subcommand('status', 'How it is set up and how full it is'),
      subcommand('doctor', 'Check the chat, the cluster and Redis before a class', [
        count('learners', 'For how many there is to be room'),
      ]),
      subcommand('learner', 'Where one learner is, what they did, and what you can do', [who('Whom', true)]),
      subcommand('broadcast', 'Say something to all', [text('What', true)]),
      subcommand('hint', 'Give a hint for the step that each is at', [
        {
          type: ApplicationCommandOptionType.String,
          name: 'to',
          description: 'To whom',
          required: true,
          choices: [
            {name: 'all', value: 'all'},
            {name: 'stuck', value: 'stuck'},
          ],
        },
        text('Your own words instead of the lab’s', false),
      ]),
      subcommand('pause', 'Let nothing run; what is typed is kept'),
      subcommand('resume', 'Go on after a pause'),
      subcommand('fast-forward', 'Move everybody who is behind to a step, by playing the solutions', [
        {
          type: ApplicationCommandOptionType.Integer,
          name: 'step',
          description: 'The step’s number',
          required: true,
          min_value: 2,
          max_value: 25,
        },
      ]),
      subcommand('reset', 'Reset sandboxes to the start of the step that each is at', [
        who('Whose; everybody’s without it', false),
      ]),
      subcommand('extend', 'Give it more time or more places', [
        minutes('minutes', 'How many minutes more'),
        count('capacity', 'How many may have a sandbox from now on'),
      ]),
      subcommand('export', 'Get the record as CSV and JSON'),
      subcommand('close', 'Remove all sandboxes and close it'),
    ],
  },
  run: ({subcommand: kind, options}): CommandAction => {
    const fields = [...options].map(([name, value]) => [actFields[name] ?? name, value] as const);
    return facilitate({kind, ...Object.fromEntries(fields)});
  },
  submit: ({argument, text: typed}) => {
    const [kind, learnerId] = argument.split(':');
    return facilitate({kind, learnerId, ...(kind === 'look' ? {line: typed} : {text: typed})});
  },
  complete: (option, typed, {labs}) =>
    option === 'lab' ? labs.filter((lab) => lab.includes(typed.trim().toLowerCase())) : [],
} satisfies SlashCommand;

/** @throws UserError `bad-input` for what the chat should not have let through */
function facilitate(given: unknown): CommandAction {
  const parsed = facilitatorActSchema.safeParse(given);
  if (parsed.success) return {kind: 'facilitate', act: parsed.data};
  const [issue] = parsed.error.issues;
  throw new UserError('bad-input', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'this is not understood'}.`, {
    next: 'Type it again and let the chat complete it.',
  });
}
