import type {ObjectName} from '../operation.ts';
import {UserError} from '../user-error.ts';
import {findResourceType} from './find-resource-types.ts';
import type {FlagDefinition} from './flag-tables.ts';
import {isObjectName} from './object-name.ts';
import {parseFlags} from './parse-flags.ts';
import {parseSelectorFlag} from './parse-selector-flag.ts';
import {type ShellWord, splitShellWords} from './shell-words.ts';
import {shown} from './shown.ts';

const understood = "$(kubectl get TYPE -o jsonpath='{.items[0].metadata.name}')";
const nameOfItem = /^jsonpath=\{\.items\[(\d{1,4})\]\.metadata\.name\}$/u;
const substitutionFlags: readonly FlagDefinition[] = [
  {name: 'selector', short: 'l', takes: 'value'},
  {name: 'output', short: 'o', takes: 'value'},
];

/**
 * The name of an object that a word gives: the word itself, or what its `$(kubectl get …)` stands for.
 * @throws UserError `bad-input` for what cannot be a name, `unsupported` for any other `$(…)`
 */
export function parseObjectName(word: Pick<ShellWord, 'text' | 'substitution'>): ObjectName {
  const {text, substitution} = word;
  if (substitution === undefined) {
    if (isObjectName(text)) return text;
    const lowerCase = text.toLowerCase();
    throw new UserError('bad-input', `${shown(text)} cannot be the name of an object.`, {
      next: isObjectName(lowerCase)
        ? `Names are in lower case: ${lowerCase}`
        : 'Names have lower-case letters, digits, dots and hyphens.',
    });
  }
  if (text !== '') throw refusedSubstitution();
  return parseSubstitution(substitution);
}

function parseSubstitution(command: string): ObjectName {
  const {words, stop} = splitShellWords(command);
  const [verb, ...rest] = words[0]?.text === 'kubectl' ? words.slice(1) : words;
  if (stop !== undefined || verb?.text !== 'get') throw refusedSubstitution();
  const flags = parseFlags(rest, {verb: 'get', definitions: substitutionFlags});
  const [type, ...others] = flags.args;
  const item = nameOfItem.exec(flags.value('output') ?? '')?.[1];
  if (type === undefined || type.substitution !== undefined || others.length > 0 || item === undefined) {
    throw refusedSubstitution();
  }
  const selector = parseSelectorFlag(flags);
  return {
    type: findResourceType(type.text).plural,
    ...(selector === undefined ? {} : {selector}),
    item: Number(item),
  };
}

function refusedSubstitution(): UserError {
  return new UserError('unsupported', `Of $(…), only ${understood} is understood, as the whole name of an object.`, {
    next: 'Look the name up with kubectl get, and type it.',
  });
}
