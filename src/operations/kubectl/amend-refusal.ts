import {UserError} from '../user-error.ts';
import {namespaceFlag} from './flags.ts';
import {LineRefusal} from './line-refusal.ts';
import {wordsOfFlag} from './named-objects.ts';
import {pipedWords} from './pipes/refuse-piped.ts';
import type {ShellWord} from './shell-words.ts';
import {lineOf, rawOf} from './type-line.ts';
import {words} from '#src/words/words.ts';

/** A line that would do in place of the first command goes through the same programs. */
export function withPipes<Read>(typed: readonly (readonly ShellWord[])[], read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LineRefusal) || typed.length === 0) throw error;
    const instead = [error.instead, ...rawOf(pipedWords(typed))].join(' ');
    throw new LineRefusal(error.code, error.message, {
      instead,
      ...(error.next === undefined ? {} : {next: error.next}),
    });
  }
}

/** A line that would do in place of one with `-n` is about the same namespace. */
export function inSameNamespace<Read>(typed: readonly ShellWord[], read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const given = wordsOfFlag(typed, namespaceFlag);
    const there = rawOf(given).join(' ');
    const name = given.at(-1)?.text.replace(/^(?:--namespace=|-n)/u, '') ?? '';
    // who names one that nobody here can have is offered their own
    const isTheirs = name !== '' && namespaceFlag.refusalOf?.(name) === undefined;
    if (!(error instanceof LineRefusal) || !isTheirs || / (?:-n|--namespace)/u.test(error.instead)) throw error;
    throw new LineRefusal(error.code, error.message, {
      instead: error.instead.replace(/^kubectl /u, `kubectl ${there} `),
      ...(error.next === undefined ? {} : {next: error.next}),
    });
  }
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
