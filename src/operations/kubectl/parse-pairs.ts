import {isLabelKey, isLabelValue} from '#src/kubernetes/label-syntax.ts';
import {UserError} from '../user-error.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

const mostPairs = 50;
const variableName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/u;

/** What `KEY=VALUE` is split into; the value may have more `=`. @throws UserError `bad-input` without a key or an `=` */
export function splitPair(text: string, flag: string): readonly [key: string, value: string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UserError('bad-input', words().verbs.create.pair({flag, given: shown(text)}), {
    next: words().lines.write({what: `${flag}=KEY=VALUE`}),
  });
}

/** The variables that `--env` gives, in their order. @throws UserError `bad-input` for what can be the name of none */
export function parseEnvironment(texts: readonly string[]): readonly (readonly [string, string])[] {
  requireFew(texts, '--env');
  return texts.map((text) => {
    const pair = splitPair(text, '--env');
    if (!isVariableName(pair[0]))
      throw new UserError('bad-input', words().verbs.create.variable({given: shown(pair[0])}));
    return pair;
  });
}

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export function isVariableName(text: string): boolean {
  return variableName.test(text) && text !== '.' && !text.startsWith('..');
}

/** The labels of `a=b,c=d`, sorted as kubectl prints them. @throws UserError `bad-input` for what can be none */
export function parseLabels(text: string, flag = '--labels'): Record<string, string> {
  const texts = text === '' ? [] : text.split(',');
  requireFew(texts, flag);
  return sorted(
    texts.map((one) => {
      const [key, value] = splitPair(one, flag);
      if (!isLabelKey(key)) throw new UserError('bad-input', words().verbs.label.key({given: shown(key)}));
      if (!isLabelValue(value)) throw new UserError('bad-input', words().verbs.label.value({given: shown(value)}));
      return [key, value];
    }),
  );
}

/** @throws UserError `bad-input` for what is no pair */
export function parseAnnotations(texts: readonly string[], flag = '--annotations'): Readonly<Record<string, string>> {
  requireFew(texts, flag);
  return sorted(
    texts.map((text) => {
      const [key, value] = splitPair(text, flag);
      if (!isLabelKey(key)) throw new UserError('bad-input', words().verbs.label.key({given: shown(key)}));
      return [key, value];
    }),
  );
}

function requireFew(texts: readonly string[], flag: string): void {
  if (texts.length > mostPairs) {
    throw new UserError('bad-input', words().verbs.create.tooManyOf({flag, most: mostPairs}));
  }
}

function sorted(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...new Map(pairs)].sort(([one], [other]) => (one < other ? -1 : 1)));
}
