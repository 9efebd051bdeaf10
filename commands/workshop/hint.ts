import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import {described, named} from '../described.ts';
import {wordsWindow} from '#src/views/facilitators/windows.ts';
import {words} from '#src/words/words.ts';
import {text, textSchema} from './options.ts';
import {subcommand, windowOf} from './subcommand.ts';

const toSchema = z.enum(['all', 'stuck']);

export const hint = subcommand({
  definition: {
    name: 'hint',
    ...described((words) => words.commands.workshop.hint.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'to',
        ...described((words) => words.commands.workshop.hint.to),
        required: true,
        choices: [
          {...named((words) => words.commands.workshop.hint.all), value: 'all'},
          {...named((words) => words.commands.workshop.hint.stuck), value: 'stuck'},
        ],
      },
      text((words) => words.commands.workshop.hint.text, false),
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'window',
        ...described((words) => words.commands.workshop.hint.window),
      },
    ],
  },
  schema: z.object({to: toSchema, text: textSchema.optional(), window: z.boolean().default(false)}),
  isRecorded: ({window}) => !window,
  who: 'facilitator',
  run: async ({to, text: own, window}, {facilitating}) => {
    if (!window) return facilitating.hint({to, text: own});
    const {windowForAll, windowForStuck} = words().commands.workshop.hint;
    return {kind: 'ask', window: wordsWindow(`hint:${to}`, to === 'all' ? windowForAll : windowForStuck, own)};
  },
});

export const hintWindow = windowOf({
  definition: {name: 'hint'},
  schema: z.object({about: toSchema, text: textSchema}).transform(({about, text: words}) => ({to: about, text: words})),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.hint(input),
});
