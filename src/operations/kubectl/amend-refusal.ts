import {UserError} from '../user-error.ts';
import {namespaceFlag} from './flags.ts';
import {LineRefusal} from './line-refusal.ts';
import {wordsOfFlag} from './named-objects.ts';
import {pipedWords} from './pipes/refuse-piped.ts';
import type {ShellWord} from './shell-words.ts';
import {lineOf, rawOf} from './type-line.ts';
import {words} from '#src/words/words.ts';

/** What is read; where another line would do in its place, that line as `amend` makes it. */
function withLine<Read>(read: () => Read, amend: (instead: string) => string): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LineRefusal)) throw error;
    throw error.with(amend(error.instead));
  }
}

/** A line that would do in place of the first command goes through the same programs. */
export function withPipes<Read>(typed: readonly (readonly ShellWord[])[], read: () => Read): Read {
  return withLine(read, (instead) => [instead, ...rawOf(pipedWords(typed))].join(' '));
}

/** A line that would do in place of one with `-n` is about the same namespace. */
export function inSameNamespace<Read>(typed: readonly ShellWord[], read: () => Read): Read {
  return withLine(read, (instead) => {
    const given = wordsOfFlag(typed, namespaceFlag);
    const name = given.at(-1)?.text.replace(/^(?:--namespace=|-n)/u, '') ?? '';
    // who names one that nobody here can have is offered their own
    const isTheirs = name !== '' && namespaceFlag.refusalOf?.(name) === undefined;
    if (!isTheirs || / (?:-n|--namespace)/u.test(instead)) return instead;
    return instead.replace(/^kubectl /u, `kubectl ${rawOf(given).join(' ')} `);
  });
}

/** Who is told nothing to do next is told where to see how the verb is written. */
export function withHelp<Read>(verb: string, read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError) || error instanceof LineRefusal || error.next !== undefined) throw error;
    throw new UserError(error.code, error.message, {
      next: words().lines.seeHelp({line: lineOf([verb, '--help'])}),
      cause: error,
    });
  }
}
