import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({kind: z.literal('api-versions')});

export const apiVersions: Verb<typeof schema> = {
  name: 'api-versions',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  flags: [],
  read,
  taught: {examples: [{line: 'api-versions', answer: 'the groups and versions that the cluster has, a line each'}]},
};

function read({flags}: CommandLine): z.infer<typeof schema> {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra === undefined) return {kind: 'api-versions'};
  throw new UserError('bad-input', words().verbs.takesNoArguments({verb: 'api-versions', given: shown(extra.raw)}), {
    next: typeLine(lineOf(['api-versions'])),
  });
}
