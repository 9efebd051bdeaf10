import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {described} from './described.ts';

const subcommandSchema = z.enum(['export', 'forget']);

/** What is kept about who asks. */
export const meCommand = {
  definition: {
    name: 'me',
    ...described((words) => words.commands.me.about),
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'export',
        ...described((words) => words.commands.me.export),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'forget',
        ...described((words) => words.commands.me.forget),
      },
    ],
  },
  run: async ({subcommand}, session) => {
    switch (subcommandSchema.parse(subcommand)) {
      case 'export':
        return session.exportOwn();
      case 'forget':
        return session.askToForget();
    }
  },
} satisfies SlashCommand;
