import type {ResourceArgument} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

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
    throw new UserError('bad-input', words().lines.values.fieldSelector({given: shown(selector)}));
  }
  if (resources.some(({name}) => name !== undefined)) {
    throw new UserError('bad-input', words().lines.values.nameAndFieldSelector);
  }
  if (resources.some(({type}) => type === 'nodes')) {
    throw new UserError('unsupported', words().lines.values.fieldsOfNodes);
  }
  return selector;
}
