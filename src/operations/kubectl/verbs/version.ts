import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, notNeeded, refused} from '../flags.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const outputs = ['yaml', 'json'] as const;
const schema = z.object({kind: z.literal('version'), output: z.enum(outputs).optional()});
type Version = z.infer<typeof schema>;

export const version: Verb<typeof schema> = {
  name: 'version',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  flags: [
    {name: 'output', short: 'o', takes: 'value', suggests: outputs},
    {...bare('short'), isWithoutUse: true},
    ...refused(notNeeded, [bare('client')]),
  ],
  read,
  taught: {examples: [{line: 'version', answer: '`Server Version: v1.37.2`'}]},
};

function read({flags}: CommandLine): Version {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra !== undefined) throw new UserError('bad-input', words().verbs.version.extra({given: shown(extra.raw)}));
  const typed = flags.value('output');
  const output = outputs.find((candidate) => candidate === typed);
  if (typed !== undefined && output === undefined) {
    throw new UserError('bad-input', words().lines.values.notTaken({flag: '-o', given: shown(typed)}), {
      next: words().lines.takes({values: outputs.join(', ')}),
    });
  }
  return {kind: 'version', ...(output === undefined ? {} : {output})};
}
