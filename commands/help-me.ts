import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';

const whatSchema = z.string().trim().default('');

/** Puts a learner in line for a facilitator, who sees their step and their Pods. */
export const helpMeCommand = {
  definition: {
    name: 'help-me',
    description: 'Ask a facilitator for help',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'what',
        description: 'What you need, in your own words',
        max_length: 400,
      },
    ],
  },
  run: async ({options}, session) => session.askForHelp(whatSchema.parse(options.get('what'))),
} satisfies SlashCommand;
