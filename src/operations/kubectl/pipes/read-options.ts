import {UserError} from '../../user-error.ts';
import type {ShellWord} from '../shell-words.ts';
import {shown} from '../shown.ts';
import {words} from '#src/words/words.ts';

/** A program's option: its letter or its long name, and whether a value belongs to it. */
export interface OptionForm {
  readonly name: string;
  readonly letters?: string;
  readonly long?: readonly string[];
  readonly takesValue?: boolean;
}

export interface ReadOptions {
  readonly args: readonly string[];
  readonly has: (name: string) => boolean;
  /** The last value of an option, and all of them. */
  readonly value: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
}

/**
 * Reads options as the GNU programs do: `-in`, `-n5`, `-n 5`, `--lines=5`, anywhere before a `--`.
 * @throws UserError for one that is not in `forms`
 */
export function readOptions(program: string, typed: readonly ShellWord[], forms: readonly OptionForm[]): ReadOptions {
  const values = new Map<string, string[]>();
  const args: string[] = [];
  const keep = (name: string, value: string): void => {
    values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (let at = 0; at < typed.length; at += 1) {
    const {text} = typed[at] ?? {text: ''};
    if (text === '--') {
      args.push(...typed.slice(at + 1).map((word) => word.text));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      args.push(text);
      continue;
    }
    const isLong = text.startsWith('--');
    let rest = isLong ? text.slice(2) : text.slice(1);
    while (rest !== '') {
      const equals = rest.indexOf('=');
      const name = isLong ? (equals === -1 ? rest : rest.slice(0, equals)) : rest.charAt(0);
      const form = forms.find(({letters = '', long = []}) => (isLong ? long.includes(name) : letters.includes(name)));
      const spelling = isLong ? `--${name}` : `-${name}`;
      if (form === undefined) throw notTaken(program, spelling, forms);
      const attached = isLong ? (equals === -1 ? '' : rest.slice(equals + 1)) : rest.slice(1);
      if (form.takesValue === true) {
        const isNext = attached === '' && !(isLong && equals !== -1);
        if (isNext) at += 1;
        const value = isNext ? typed[at]?.text : attached;
        if (value === undefined) throw new UserError('bad-input', words().lines.values.missing({flag: spelling}));
        keep(form.name, value);
        rest = '';
      } else {
        keep(form.name, '');
        rest = isLong ? '' : attached;
      }
    }
  }
  return {
    args,
    has: (name) => values.has(name),
    value: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
  };
}

function notTaken(program: string, option: string, forms: readonly OptionForm[]): UserError {
  const known = forms.flatMap(({letters = '', long = []}) =>
    letters === '' ? long.slice(0, 1).map((name) => `--${name}`) : [`-${letters.charAt(0)}`],
  );
  return new UserError('unsupported', words().filters.option({program, option: shown(option)}), {
    next:
      known.length === 0
        ? words().filters.noOptions({program})
        : words().filters.options({program, options: known.join(', ')}),
  });
}
