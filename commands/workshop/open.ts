import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {described, named} from '../described.ts';
import {languageNames, languages} from '#src/words/language.ts';
import {bestFirst} from '#src/chat/suggestion.ts';
import {channel, count, countSchema, minutes, minutesSchema, textSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const open = subcommand({
  definition: {
    name: 'open',
    ...described((words) => words.commands.workshop.open.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'lab',
        ...described((words) => words.commands.workshop.open.lab),
        required: true,
        autocomplete: true,
      },
      channel('channel', (words) => words.commands.workshop.open.channel, true),
      channel('facilitators', (words) => words.commands.workshop.open.facilitators, false),
      {
        type: ApplicationCommandOptionType.String,
        name: 'name',
        ...described((words) => words.commands.workshop.open.name),
        max_length: 50,
      },
      count('capacity', (words) => words.commands.workshop.open.capacity),
      minutes('minutes', (words) => words.commands.workshop.open.minutes),
      minutes('sandbox-minutes', (words) => words.commands.workshop.open.sandboxMinutes),
      {
        type: ApplicationCommandOptionType.String,
        name: 'replies',
        ...described((words) => words.commands.workshop.open.replies),
        choices: [
          {...named((words) => words.commands.workshop.open.private), value: 'private'},
          {...named((words) => words.commands.workshop.open.public), value: 'public'},
        ],
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'notify',
        ...described((words) => words.commands.workshop.open.notify),
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'language',
        ...described((words) => words.commands.workshop.open.language),
        choices: languages.map((language) => ({
          ...named(() => languageNames[language]),
          value: language,
        })),
      },
    ],
  },
  schema: z.object({
    name: textSchema.optional(),
    lab: textSchema,
    channel: z.string(),
    facilitators: z.string().optional(),
    capacity: countSchema.optional(),
    minutes: minutesSchema.optional(),
    'sandbox-minutes': minutesSchema.optional(),
    replies: z.enum(['private', 'public']).default('private'),
    notify: z.boolean().optional(),
    language: z.enum(languages).optional(),
  }),
  complete: {lab: (typed, {labs}) => bestFirst(typed, labs)},
  isRecorded: false,
  who: 'facilitator',
  run: async ({'sandbox-minutes': sandboxMinutes, ...workshop}, {facilitating}) =>
    facilitating.open({...workshop, sandboxMinutes}),
});
