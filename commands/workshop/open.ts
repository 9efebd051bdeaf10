import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {bestFirst} from '#src/chat/suggestion.ts';
import {channel, count, countSchema, minutes, minutesSchema, textSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const open = subcommand({
  definition: {
    name: 'open',
    description: 'Open a workshop in two channels',
    options: [
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
  }),
  complete: {lab: (typed, {labs}) => bestFirst(typed, labs)},
  isRecorded: false,
  who: 'facilitator',
  run: async ({'sandbox-minutes': sandboxMinutes, ...workshop}, {facilitating}) =>
    facilitating.open({...workshop, sandboxMinutes}),
});
