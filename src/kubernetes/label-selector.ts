import {NotValid} from './not-valid.ts';
import {isLabelKey, isLabelValue} from './label-syntax.ts';
import {words} from '#src/words/words.ts';

/** One condition on an object's labels; all those of a selector must hold. */
type LabelRequirement =
  | {readonly key: string; readonly operator: 'in' | 'notin'; readonly values: ReadonlySet<string>}
  | {readonly key: string; readonly operator: 'exists' | 'not-exists'}
  | {readonly key: string; readonly operator: 'greater' | 'less'; readonly value: bigint};

export type LabelSelector = readonly LabelRequirement[];

const symbols = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'];
const endOfWord = /[\s=!(),<>]/u;
const wholeNumber = /^[+-]?\d{1,19}$/u;

interface Token {
  readonly text: string;
  readonly isWord: boolean;
}

/**
 * Reads a label selector as kubectl and the API server do: equality (`a=b`, `a==b`, `a!=b`), sets (`a in (b,c)`,
 * `a notin (b)`), existence (`a`, `!a`) and whole numbers (`a>1`, `a<1`), with commas between. The empty text selects
 * everything.
 * @param quoted how a word of it stands in the reason
 * @throws NotValid if it is not a selector, or a key or value in it is not a label's
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string, quoted: (word: string) => string = JSON.stringify): LabelSelector {
  const tokens = tokenize(text);
  const requirements: LabelRequirement[] = [];
  let at = 0;
  const refuse = (reason: string) => new NotValid(words().model.selector.notValid({selector: quoted(text), reason}));
  const take = (): Token | undefined => tokens[at++];
  const isNext = (symbol: string): boolean => tokens[at]?.text === symbol && tokens[at]?.isWord === false;
  const isAtEnd = (): boolean => at >= tokens.length || isNext(',');
  const value = (word: string): string => {
    if (!isLabelValue(word)) throw refuse(words().model.selector.value({word: quoted(word)}));
    return word;
  };

  const readSet = (): ReadonlySet<string> => {
    if (!isNext('(')) throw refuse(words().model.selector.noList);
    at += 1;
    const values = new Set<string>();
    for (;;) {
      const word = tokens[at]?.isWord === true ? take()?.text : '';
      values.add(value(word ?? ''));
      const separator = take();
      if (separator?.isWord !== false || (separator.text !== ',' && separator.text !== ')')) {
        throw refuse(words().model.selector.brokenList);
      }
      if (separator.text === ')') return values;
    }
  };

  const readRequirement = (): LabelRequirement => {
    const isNegated = isNext('!');
    if (isNegated) at += 1;
    const key = take();
    if (key?.isWord !== true) {
      const {noKey, noKeyBefore} = words().model.selector;
      throw refuse(key === undefined ? noKey : noKeyBefore({word: key.text}));
    }
    if (!isLabelKey(key.text)) throw refuse(words().model.selector.key({word: quoted(key.text)}));
    if (isNegated) return {key: key.text, operator: 'not-exists'};
    if (isAtEnd()) return {key: key.text, operator: 'exists'};
    const operator = take()?.text ?? '';
    if (operator === 'in' || operator === 'notin') return {key: key.text, operator, values: readSet()};
    if (!['=', '==', '!=', '>', '<'].includes(operator))
      throw refuse(words().model.selector.operator({word: quoted(operator)}));
    const word = isAtEnd() ? {text: '', isWord: true} : take();
    if (word?.isWord !== true) throw refuse(words().model.selector.noValue({operator}));
    if (operator === '>' || operator === '<') {
      if (!wholeNumber.test(word.text)) throw refuse(words().model.selector.wholeNumber({operator}));
      return {
        key: key.text,
        operator: operator === '>' ? 'greater' : 'less',
        value: BigInt(word.text.replace('+', '')),
      };
    }
    return {key: key.text, operator: operator === '!=' ? 'notin' : 'in', values: new Set([value(word.text)])};
  };

  while (at < tokens.length) {
    requirements.push(readRequirement());
    if (at >= tokens.length) break;
    if (!isNext(',')) throw refuse(words().model.selector.noComma({word: quoted(tokens[at]?.text ?? '')}));
    at += 1;
    if (at >= tokens.length) throw refuse(words().model.selector.lastComma);
  }
  return requirements;
}

/** Whether an object with these labels is selected. */
export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return selector.every((requirement) => matches(requirement, labels));
}

function matches(requirement: LabelRequirement, labels: Readonly<Record<string, string>>): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'in':
      return value !== undefined && requirement.values.has(value);
    case 'notin':
      return value === undefined || !requirement.values.has(value);
    case 'exists':
      return value !== undefined;
    case 'not-exists':
      return value === undefined;
    case 'greater':
    case 'less':
      break;
  }
  if (value === undefined || !wholeNumber.test(value)) return false;
  const number = BigInt(value.replace('+', ''));
  return requirement.operator === 'greater' ? number > requirement.value : number < requirement.value;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const symbol = symbols.find((candidate) => text.startsWith(candidate, at));
    if (/\s/u.test(text.charAt(at))) {
      at += 1;
    } else if (symbol !== undefined) {
      tokens.push({text: symbol, isWord: false});
      at += symbol.length;
    } else {
      const length = text.slice(at).search(endOfWord);
      const word = length === -1 ? text.slice(at) : text.slice(at, at + length);
      tokens.push({text: word, isWord: true});
      at += word.length;
    }
  }
  return tokens;
}
