import {z} from 'zod';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {startingWith, typesThat} from '#src/kinds/resource-types.ts';
import {objectNameSchema} from '#src/operations/arguments.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {manifestless, nameOnly} from '../flags.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseTargets} from '../parse-targets.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';
import type {Verb} from '../verb.ts';

const subcommands = ['image'];
const types = typesThat('isWritable', 'podSpecAt');
const targetSchema = z.object({type: z.enum(types), name: objectNameSchema});

const schema = z.object({
  kind: z.literal('set-image'),
  targets: z.array(targetSchema).min(1),
  /** Images by the names of containers; `*` stands for all. */
  images: z.record(z.string(), z.string()),
});
type SetImage = z.infer<typeof schema>;

const example = 'set image daemonset/NAME CONTAINER=IMAGE';
const mostImages = 20;

export const set: Verb<typeof schema> = {
  name: 'set',
  schema,
  deadlineMs: 20_000,
  isReadOnly: false,
  isEndShown: false,
  subcommands: subcommands.map((name) => ({name, flags: []})),
  flags: [...manifestless, ...nameOnly],
  targets: {form: 'TYPE/NAME', types: startingWith(['daemonsets', 'deployments', 'replicasets'], types)},
  read,
  taught: {
    forms: '`CONTAINER=IMAGE`',
    examples: [
      {
        line: 'set image daemonset/nginx nginx=nginx:1.18-alpine',
        answer: '`daemonset.apps/nginx image updated`, then the Pods',
      },
    ],
  },
};

function read({flags}: CommandLine): SetImage {
  const [subcommand, ...words] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (!subcommands.some((known) => known === subcommand?.text.toLowerCase())) {
    const message =
      subcommand === undefined ? 'Say what to set.' : `kubectl set ${shown(subcommand.text)} is not supported.`;
    const next = `Images are set here: ${example}; for all else use /edit, which opens an object in a window.`;
    const nearest = nearestTo(subcommand?.text ?? '', subcommands);
    throw nearest === undefined
      ? new UserError('unsupported', message, {next})
      : new LineRefusal('unsupported', message, {instead: lineOf(['set', nearest, ...words]), next});
  }
  const isImage = ({text}: {text: string}): boolean => text.includes('=');
  const images = words.filter(isImage).map(({text}) => {
    const equals = text.indexOf('=');
    return [text.slice(0, equals), text.slice(equals + 1)] as const;
  });
  if (images.length === 0 || images.length > mostImages) {
    throw new UserError('bad-input', 'Say which container gets which image.', {next: `Write it like: ${example}`});
  }
  for (const [container, image] of images) {
    if (container !== '*' && !isObjectName(container)) {
      throw new UserError('bad-input', `${shown(container)} cannot be the name of a container.`, {
        next: `Write it like: ${example}`,
      });
    }
    if (image === '') throw new UserError('bad-input', `An image is missing after ${container}=.`);
  }
  const targets = parseTargets(
    words.filter((word) => !isImage(word)),
    {schema: targetSchema, example, refusal: (kind) => `A ${kind} has no containers.`},
  );
  return {kind: 'set-image', targets, images: Object.fromEntries(images)};
}
