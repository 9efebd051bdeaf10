import type {ObjectName} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import {findResourceType} from './find-resource-types.ts';
import type {FlagDefinition} from './flags.ts';
import {refusedSubstitution} from './kept-in-variable.ts';
import {LineRefusal} from './line-refusal.ts';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {type ParsedFlags, parseFlags} from './parse-flags.ts';
import {isNamePlaceholder} from './placeholder.ts';
import {parseSelectorFlag} from './parse-selector-flag.ts';
import {type ShellWord, splitShellWords} from './shell-words.ts';
import {shown} from './shown.ts';
import {words} from '#src/words/words.ts';

/** The one `$(…)` that can be typed. */
export const understoodSubstitution = "$(kubectl get TYPE -o jsonpath='{.items[0].metadata.name}')";
const isKubectl = /^k(?:ubectl)?$/u;
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
    if (text === '') throw new UserError('bad-input', words().lines.types.slash);
    if (isNamePlaceholder(text)) {
      throw new UserError('bad-input', words().lines.names.placeholder({name: shown(text)}));
    }
    throw new UserError('bad-input', words().lines.names.notOne({name: shown(text)}), {
      next: isObjectName(lowerCase)
        ? words().lines.names.lowerCase({name: lowerCase})
        : /^(?!cpu|memory)[^=]+=/u.test(text)
          ? words().lines.names.label
          : words().lines.names.characters,
    });
  }
  if (text !== '') throw notAName(substitution);
  return parseSubstitution(substitution);
}

function parseSubstitution(command: string): ObjectName {
  const {words: typed, stop} = splitShellWords(command);
  const [verb, ...rest] = isKubectl.test(typed[0]?.text ?? '') ? typed.slice(1) : typed;
  if (stop !== undefined || verb?.text !== 'get') throw notAName(command);
  const flags = readFlags(rest, command);
  const [type, ...others] = flags.args;
  const item = nameOfItem.exec(flags.value('output') ?? '')?.[1];
  if (type === undefined || type.substitution !== undefined || others.length > 0 || item === undefined) {
    throw notAName(command);
  }
  const selector = parseSelectorFlag(flags);
  return {
    type: findResourceType(type.text).plural,
    ...(selector === undefined ? {} : {selector}),
    item: Number(item),
  };
}

/** @throws UserError where a line would be offered: it would be the one in the parentheses */
function readFlags(typed: readonly ShellWord[], command: string): ParsedFlags {
  try {
    return parseFlags(typed, {verb: 'get', definitions: substitutionFlags});
  } catch (error) {
    throw error instanceof LineRefusal ? notAName(command) : error;
  }
}

function notAName(command: string): UserError {
  const {onlySubstitution, lookUp} = words().lines.names;
  return refusedSubstitution(command, onlySubstitution({understood: understoodSubstitution}), lookUp);
}
