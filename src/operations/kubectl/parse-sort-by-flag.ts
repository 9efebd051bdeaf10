import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import {relaxedJsonPath} from '#src/kubernetes/json-path/relaxed-json-path.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import type {ResourceArgument} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import type {ParsedFlags} from './parse-flags.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/**
 * The path in JSONPath that `--sort-by` gives, as kubectl completes it; undefined without one.
 * @throws UserError `bad-input` if it is no path of fields, or several types would be sorted by it
 */
export function parseSortByFlag(flags: ParsedFlags, resources: readonly ResourceArgument[]): string | undefined {
  const text = flags.value('sort-by')?.trim() ?? '';
  if (text === '') return undefined;
  const path = readPath(text);
  if (resources.length > 1) throw new UserError('bad-input', words().lines.values.sortsOneList);
  return path;
}

function readPath(text: string): string {
  try {
    const path = relaxedJsonPath(text);
    parseJsonPath(path);
    return path;
  } catch (error) {
    if (!(error instanceof NotValid)) throw error;
    throw new UserError('bad-input', words().lines.values.sortBy({given: shown(text)}), {cause: error});
  }
}
