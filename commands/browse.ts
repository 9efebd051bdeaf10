import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {bestFirst} from '#src/chat/suggestion.ts';
import {parseBrowse} from '#src/operations/browse.ts';
import {described} from './described.ts';

const optionSchema = z
  .string()
  .transform((typed) => typed.trim())
  .optional();

/** "Browse to the app": the page that a Service serves, by its name or by a host of an Ingress. */
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
      {
        type: ApplicationCommandOptionType.String,
        name: 'host',
        ...described((words) => words.commands.browse.host),
        autocomplete: true,
        max_length: 500,
      },
    ],
  },
  run: async ({options}, session) => {
    const [service, host, path] = ['service', 'host', 'path'].map((name) => optionSchema.parse(options.get(name)));
    return session.submit(parseBrowse({service, host, path}, session.namespace));
  },
  complete: (option, typed, {names, hosts}) => {
    if (option === 'service') return names('services').filter((name) => name.startsWith(typed));
    return option === 'host' ? bestFirst(typed, hosts()) : [];
  },
} satisfies SlashCommand;
