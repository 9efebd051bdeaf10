import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';

const subcommandSchema = z.enum(['export', 'forget']);

/** What is kept about who asks. */
export const meCommand = {
  definition: {
    name: 'me',
    description: 'What is kept about you',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'export',
        description: 'Get it as a file',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'forget',
        description: 'Delete it, once you have left the lab',
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
