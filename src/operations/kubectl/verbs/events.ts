import {z} from 'zod';
import {resourceTypeNameSchema, startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {inWords} from '#src/operations/in-words.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {objectsOf} from '../completion.ts';
import {onceOnly, refused, valued} from '../flags.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {shown} from '../shown.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

const eventTypeSchema = z.enum(['Normal', 'Warning']);
/** What the likeliest events are about. */
const likelyTypes = startingWith(['pods', 'daemonsets', 'deployments', 'replicasets'], typesThat('isAwaited'));

const schema = z.object({
  kind: z.literal('events'),
  /** The object that they are about. */
  for: z.object({type: resourceTypeNameSchema, name: objectNameSchema}).optional(),
  /** Any without one. */
  types: z.array(eventTypeSchema),
});
type Events = z.infer<typeof schema>;

export const events: Verb<typeof schema> = {
  name: 'events',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: true,
  isConfidential: () => false,
  flags: [
    {...valued('for'), taught: '--for TYPE/NAME', suggests: ({known}) => objectsOf(likelyTypes, known)},
    {...valued('types'), suggests: ['Warning', 'Normal']},
    ...refused(onceOnly, [{name: 'watch', short: 'w', takes: 'nothing'}]),
  ],
  read,
  taught: {
    examples: [
      {line: 'events --for pod/nginx-rsh2h', answer: '`✗ BackOff` · `Pod/nginx-rsh2h` · `12s (x3 over 40s) ago`'},
    ],
  },
};

function read({flags}: CommandLine): Events {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra !== undefined) {
    throw new UserError('bad-input', words().verbs.events.extra({given: shown(extra.raw)}));
  }
  const about = flags.value('for');
  return {
    kind: 'events',
    ...(about === undefined ? {} : {for: parseObject(about)}),
    types: flags
      .list('types')
      .filter((type) => type !== '')
      .map(parseType),
  };
}

function parseObject(text: string): NonNullable<Events['for']> {
  const [resource] = text.includes('/') ? parseResourceArguments([{text, raw: text}]) : [];
  if (resource?.name === undefined) {
    throw new UserError('bad-input', words().verbs.events.forWhat({given: shown(text)}));
  }
  return {type: resource.type, name: resource.name};
}

function parseType(text: string): Events['types'][number] {
  const type = eventTypeSchema.options.find((option) => option.toLowerCase() === text.toLowerCase());
  if (type === undefined) {
    throw new UserError('bad-input', words().lines.values.notTaken({flag: '--types', given: shown(text)}), {
      next: words().lines.takes({values: inWords(eventTypeSchema.options, 'and')}),
    });
  }
  return type;
}
