import {toLearnerSchema, windowOf} from './subcommand.ts';

/** A line of kubectl in a learner's sandbox that changes nothing there. */
export const look = windowOf({
  definition: {name: 'look'},
  schema: toLearnerSchema,
  isRecorded: false,
  who: 'facilitator',
  run: async ({learnerId, text}, {facilitating}) => facilitating.look({learnerId, line: text}),
});
