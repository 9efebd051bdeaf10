import {z} from 'zod';
import {textSchema} from './options.ts';
import {windowOf} from './subcommand.ts';

/** An answer to a learner who asked for help, where no thread could be had. */
export const answer = windowOf({
  definition: {name: 'answer'},
  schema: z.object({learnerId: z.string(), text: textSchema}),
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.answer(input),
});
