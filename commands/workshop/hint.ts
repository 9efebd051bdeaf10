import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {text, textSchema} from './options.ts';
import {subcommand} from './subcommand.ts';

export const hint = subcommand({
  definition: {
    name: 'hint',
    description: 'Give a hint for the step that each is at',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'to',
        description: 'To whom',
        required: true,
        choices: [
          {name: 'all', value: 'all'},
          {name: 'stuck', value: 'stuck'},
        ],
      },
      text('Your own words instead of the lab’s', false),
    ],
  },
  schema: z.object({to: z.enum(['all', 'stuck']), text: textSchema.optional()}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.hint(input),
});
