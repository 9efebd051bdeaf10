import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {described} from './described.ts';

const optionSchema = z.string().optional();

/** "Browse to the app": the page that a Service serves. */
export const browseCommand = {
  definition: {
    name: 'browse',
    ...described((words) => words.commands.browse.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'service',
        ...described((words) => words.commands.browse.service),
        autocomplete: true,
        max_length: 63,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'path',
        ...described((words) => words.commands.browse.path),
        max_length: 500,
      },
    ],
  },
  run: async ({options}, session) => {
    const service = optionSchema.parse(options.get('service'))?.trim();
    const path = optionSchema.parse(options.get('path'))?.trim();
    return session.submit(parseBrowse({service, path}, session.namespace));
  },
  complete: (option, typed, {names}) =>
    option === 'service' ? names('services').filter((name) => name.startsWith(typed)) : [],
} satisfies SlashCommand;
