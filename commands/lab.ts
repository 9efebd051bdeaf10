import {ApplicationCommandOptionType, type APIApplicationCommandSubcommandOption} from 'discord-api-types/v10';
import type {Answer} from '#src/chat/answer.ts';
import type {CommandSession} from '#src/chat/command-session.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {described, type Say} from './described.ts';

interface Subcommand {
  readonly about: Say;
  readonly run: (session: CommandSession) => Promise<Answer>;
}

/** In the order in which a learner comes to need them. */
const subcommands: Readonly<Record<string, Subcommand>> = {
  start: {
    about: (words) => words.commands.lab.start,
    run: async (session) => session.join(),
  },
  show: {
    about: (words) => words.commands.lab.show,
    run: async (session) => (await session.takeLab()).show(),
  },
  steps: {
    about: (words) => words.commands.lab.steps,
    run: async (session) => (await session.takeLab()).steps(),
  },
  check: {
    about: (words) => words.commands.lab.check,
    run: async (session) => (await session.takeLab()).check(),
  },
  hint: {
    about: (words) => words.commands.lab.hint,
    run: async (session) => (await session.takeLab()).hint(),
  },
  solution: {
    about: (words) => words.commands.lab.solution,
    run: async (session) => (await session.takeLab()).askForSolution(),
  },
  reset: {
    about: (words) => words.commands.lab.reset,
    run: async (session) => (await session.takeLab()).askForReset(),
  },
  leave: {
    about: (words) => words.commands.lab.leave,
    run: async (session) => {
      const {namespace} = session;
      if (namespace === undefined) throw new UserError('no-sandbox', words().commands.lab.nothingToLeave);
      return session.submit({line: `kubectl delete namespace ${namespace}`, operation: {kind: 'leave'}});
    },
  },
};

/** Takes a learner through the lab: joins it, shows its steps, checks them, helps, and cleans up. */
export const labCommand = {
  definition: {
    name: 'lab',
    ...described((words) => words.commands.lab.about),
    options: Object.entries(subcommands).map(([name, {about}]) => toOption(name, about)),
  },
  run: async ({subcommand}, session) => {
    const asked = subcommands[subcommand ?? ''];
    if (asked === undefined) throw new Error(`/lab has no subcommand ${subcommand ?? ''}`);
    return asked.run(session);
  },
} satisfies SlashCommand;

function toOption(name: string, about: Say): APIApplicationCommandSubcommandOption {
  return {type: ApplicationCommandOptionType.Subcommand, name, ...described(about)};
}
