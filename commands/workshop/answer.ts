import {toLearnerSchema, windowOf} from './subcommand.ts';

/** An answer to a learner who asked for help, where no thread could be had. */
export const answer = windowOf({
  definition: {name: 'answer'},
  schema: toLearnerSchema,
  isRecorded: true,
  who: 'facilitator',
  run: async (input, {facilitating}) => facilitating.answer(input),
});
