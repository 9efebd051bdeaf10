import type {ResourceArgument} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';

/** `.metadata.name`, with or without braces and the dot in front; an index stands in brackets. */
const path = /^\{?\.?([A-Za-z]\w*(?:\[\d{1,3}\])?(?:\.[A-Za-z]\w*(?:\[\d{1,3}\])?)*)\}?$/u;

/**
 * The path that `--sort-by` gives, step by step; undefined without one.
 * @throws UserError `bad-input` if it is no path of fields, or several types would be sorted by it
 */
export function parseSortByFlag(
  flags: ParsedFlags,
  resources: readonly ResourceArgument[],
): (string | number)[] | undefined {
  const text = flags.value('sort-by')?.trim() ?? '';
  if (text === '') return undefined;
  const fields = path.exec(text)?.[1];
  if (fields === undefined) {
    throw new UserError('bad-input', `--sort-by takes the path of a field, not ${shown(text)}.`, {
      next: 'Write --sort-by=.metadata.creationTimestamp, or --sort-by=.lastTimestamp for events.',
    });
  }
  if (resources.length > 1) throw new UserError('bad-input', '--sort-by sorts one list, of one type.');
  return [...fields.matchAll(/\w+/gu)].map(([step]) => (/^\d+$/u.test(step) ? Number(step) : step));
}
