import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {described} from './described.ts';

const whatSchema = z.string().trim().default('');

/** Puts a learner in line for a facilitator, who sees their step and their Pods. */
export const helpMeCommand = {
  definition: {
    name: 'help-me',
    ...described((words) => words.commands.helpMe.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'what',
        ...described((words) => words.commands.helpMe.what),
        max_length: 400,
      },
    ],
  },
  run: async ({options}, session) => session.askForHelp(whatSchema.parse(options.get('what'))),
} satisfies SlashCommand;
