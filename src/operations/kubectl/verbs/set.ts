import {imageTargetSchema, type OperationOf} from '#src/operations/operation.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {LineRefusal} from '../line-refusal.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {parseTargets} from '../parse-targets.ts';
import {setSubcommands} from '../subcommands.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';

const example = 'set image daemonset/NAME CONTAINER=IMAGE';
const mostImages = 20;

/** @throws UserError for what `kubectl set image` would refuse, and what is not supported */
export function parseSet({flags}: CommandLine): OperationOf<'set-image'> {
  const [subcommand, ...words] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (!setSubcommands.some((known) => known === subcommand?.text.toLowerCase())) {
    const message =
      subcommand === undefined ? 'Say what to set.' : `kubectl set ${shown(subcommand.text)} is not supported.`;
    const next = `Images are set here: ${example}; for all else use /edit, which opens an object in a window.`;
    const nearest = nearestTo(subcommand?.text ?? '', setSubcommands);
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
    {schema: imageTargetSchema, example, refusal: (kind) => `A ${kind} has no containers.`},
  );
  return {kind: 'set-image', targets, images: Object.fromEntries(images)};
}
