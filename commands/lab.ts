import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import type {Answer} from '#src/chat/answer.ts';
import type {CommandSession} from '#src/chat/command-session.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';

interface Subcommand {
  readonly description: string;
  readonly run: (session: CommandSession) => Promise<Answer>;
}

/** In the order in which a learner comes to need them. */
const subcommands: Readonly<Record<string, Subcommand>> = {
  start: {
    description: 'Join the lab: you get a sandbox of your own',
    run: async (session) => session.join(),
  },
  show: {
    description: 'Show the step that you are at',
    run: async (session) => (await session.takeLab()).show(),
  },
  steps: {
    description: 'Show all steps and how far you are',
    run: async (session) => (await session.takeLab()).steps(),
  },
  check: {
    description: 'Check the step that you are at',
    run: async (session) => (await session.takeLab()).check(),
  },
  hint: {
    description: 'Get a hint for the step that you are at',
    run: async (session) => (await session.takeLab()).hint(),
  },
  solution: {
    description: 'See how the step is solved',
    run: async (session) => (await session.takeLab()).askForSolution(),
  },
  reset: {
    description: 'Begin this step again, or empty your sandbox',
    run: async (session) => (await session.takeLab()).askForReset(),
  },
  leave: {
    description: 'Leave the lab: your sandbox and all that is in it go',
    run: async (session) => {
      const {namespace} = session;
      if (namespace === undefined) throw new UserError('no-sandbox', 'You have no sandbox to leave.');
      return session.submit({line: `kubectl delete namespace ${namespace}`, operation: {kind: 'leave'}});
    },
  },
};

/** Takes a learner through the lab: joins it, shows its steps, checks them, helps, and cleans up. */
export const labCommand = {
  definition: {
    name: 'lab',
    description: 'Take the lab',
    options: Object.entries(subcommands).map(([name, {description}]) => ({
      type: ApplicationCommandOptionType.Subcommand,
      name,
      description,
    })),
  },
  run: async ({subcommand}, session) => {
    const asked = subcommands[subcommand ?? ''];
    if (asked === undefined) throw new Error(`/lab has no subcommand ${subcommand ?? ''}`);
    return asked.run(session);
  },
} satisfies SlashCommand;
