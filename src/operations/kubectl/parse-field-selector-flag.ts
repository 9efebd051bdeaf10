import type {ResourceArgument} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';

/** `field=value`, `field==value` or `field!=value`. */
const requirement = /^[A-Za-z][\w.[\]-]*(?:=|==|!=)[^=,!]*$/u;

/**
 * The field selector that `--field-selector` gives; undefined without one. Which fields a type has is the API server's
 * to say.
 * @throws UserError `bad-input` if it is not a selector or stands beside names, `unsupported` for nodes
 */
export function parseFieldSelectorFlag(flags: ParsedFlags, resources: readonly ResourceArgument[]): string | undefined {
  const selector = flags.value('field-selector')?.trim() ?? '';
  if (selector === '') return undefined;
  if (!selector.split(',').every((part) => requirement.test(part))) {
    throw new UserError('bad-input', `The field selector ${shown(selector)} is not valid.`, {
      next: 'Write it like involvedObject.name=web, or status.phase!=Running.',
    });
  }
  if (resources.some(({name}) => name !== undefined)) {
    throw new UserError('bad-input', 'A name and --field-selector cannot go together.');
  }
  if (resources.some(({type}) => type === 'nodes')) {
    throw new UserError('unsupported', 'Nodes are not selected by their fields here.', {
      next: 'Select them by their labels, with -l.',
    });
  }
  return selector;
}
