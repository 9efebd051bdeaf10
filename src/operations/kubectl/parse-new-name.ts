import {UserError} from '../user-error.ts';
import {parseObjectName} from './parse-object-name.ts';
import type {ShellWord} from './shell-words.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/**
 * The one name that stands in a line which makes an object.
 * @param example of such a line, without `kubectl`
 * @throws UserError `bad-input` without a name, with several, or for one that no object can have
 */
export function parseNewName(typed: readonly ShellWord[], {example}: {example: string}): string {
  const [first, ...others] = typed;
  if (first === undefined) {
    throw new UserError('bad-input', words().verbs.create.nameMissing, {next: words().lines.writeItLike({example})});
  }
  const [second] = others;
  if (second !== undefined) {
    throw new UserError('bad-input', words().verbs.create.oneName({given: shown(second.raw)}), {
      next: words().lines.writeItLike({example}),
    });
  }
  const name = parseObjectName(first);
  if (typeof name === 'string') return name;
  throw new UserError('bad-input', words().verbs.create.newName, {next: words().lines.writeItLike({example})});
}

/** Refuses what stands behind a `--` where nothing can. @throws UserError `bad-input` */
export function refuseCommand(afterDashes: readonly ShellWord[] | undefined): void {
  if (afterDashes === undefined || afterDashes.length === 0) return;
  throw new UserError('bad-input', words().verbs.create.noCommand);
}
