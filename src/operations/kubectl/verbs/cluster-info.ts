import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const schema = z.object({kind: z.literal('cluster-info')});

export const clusterInfo: Verb<typeof schema> = {
  name: 'cluster-info',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  isOfNamespace: () => false,
  flags: [],
  read,
  taught: {examples: [{line: 'cluster-info', answer: 'that the control plane answers, and where Pods find it'}]},
};

function read({flags}: CommandLine): z.infer<typeof schema> {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra === undefined) return {kind: 'cluster-info'};
  const isDump = extra.text === 'dump';
  const said = isDump
    ? words().verbs.clusterInfo.dump
    : words().verbs.takesNoArguments({verb: 'cluster-info', given: shown(extra.raw)});
  throw new UserError(isDump ? 'unsupported' : 'bad-input', said, {
    next: typeLine(lineOf(isDump ? ['get', 'all'] : ['cluster-info'])),
  });
}
