import {z} from 'zod';
import {startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {chosenTargetSchema} from '#src/operations/arguments.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {all, manifestless, selector} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseTargets} from '../parse-targets.ts';
import {parsePrintFlags, printFlags, printingSchema} from '../print-flags.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {environment, environmentChange} from './set/environment.ts';
import {image, imageChange} from './set/image.ts';
import {resources, resourcesChange} from './set/resources.ts';
import {words} from '#src/words/words.ts';

const subcommands = [image, environment, resources];
const choosing = [selector, all];
const types = typesThat('isWritable', 'podSpecAt');
const targetSchema = chosenTargetSchema.extend({type: z.enum(types)});

const schema = z.object({
  kind: z.literal('set'),
  targets: z.array(targetSchema).min(1),
  change: z.discriminatedUnion('of', [imageChange, environmentChange, resourcesChange]),
  printing: printingSchema,
});
type SetFields = z.infer<typeof schema>;

export const set: Verb<typeof schema> = {
  name: 'set',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  isConfidential: () => false,
  subcommands: subcommands.map(({name, flags}) => ({
    name,
    flags: [...flags, ...printFlags, ...choosing].map((flag) => flag.name),
  })),
  flags: [
    ...new Map(subcommands.flatMap(({flags}) => flags).map((flag) => [flag.name, flag] as const)).values(),
    ...printFlags,
    ...choosing,
    ...manifestless,
  ],
  targets: {form: 'TYPE/NAME', types: startingWith(['daemonsets', 'deployments', 'replicasets'], types)},
  read,
  taught: {
    forms: 'then `CONTAINER=IMAGE`, or `KEY=VALUE` and `KEY-`',
    examples: [
      {
        line: 'set image daemonset/nginx nginx=nginx:1.18-alpine',
        answer: '`daemonset.apps/nginx image updated`, then the Pods',
      },
      {line: 'set env deployment/web COLOUR=blue', answer: '`deployment.apps/web env updated`, then the Pods'},
      {
        line: 'set resources deployment/web --limits=cpu=200m,memory=64Mi',
        answer: '`deployment.apps/web resource requirements updated`, then the Pods',
      },
    ],
  },
};

function read({flags}: CommandLine): SetFields {
  const [first, ...typed] = [...flags.args, ...(flags.afterDashes ?? [])];
  const subcommand = subcommands.find(({names}) => names.includes(first?.text.toLowerCase() ?? ''));
  if (subcommand === undefined) {
    const message =
      first === undefined ? words().verbs.set.sayWhat : words().verbs.set.unknown({given: shown(first.text)});
    const names = subcommands.map(({name}) => name);
    const next = words().verbs.set.known({names: names.join(', '), example: image.example});
    const nearest = nearestTo(first?.text ?? '', names);
    throw nearest === undefined
      ? new UserError('unsupported', message, {next})
      : new LineRefusal('unsupported', message, {instead: lineOf(['set', nearest, ...typed]), next});
  }
  const misplaced = subcommands
    .flatMap((other) => other.flags)
    .find(({name}) => flags.value(name) !== undefined && !subcommand.flags.some((own) => own.name === name));
  if (misplaced !== undefined) {
    const flag = `--${misplaced.name}`;
    throw new UserError('bad-input', words().verbs.set.flag({what: subcommand.name, flag}), {
      next: words().lines.writeItLike({example: subcommand.example}),
    });
  }
  const {change, objects} = subcommand.read(typed, flags);
  const targets = parseTargets(objects, {
    schema: targetSchema,
    example: subcommand.example,
    refusal: (kind) => words().verbs.set.notThis({kind}),
    flags,
  });
  return {kind: 'set', targets, change, printing: parsePrintFlags(flags)};
}
