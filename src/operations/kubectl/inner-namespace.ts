import {words} from '#src/words/words.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {namespaceFlag} from './flags.ts';
import {LineRefusal} from './line-refusal.ts';
import {withoutFlags, wordsOfFlag} from './named-objects.ts';
import {type ShellWord, splitShellWords} from './shell-words.ts';
import {lineOf, rawOf} from './type-line.ts';

const begin = /(?<get>\$\(\s*(?:k(?:ubectl)?\s+)?get)(?=\s)/u;

/**
 * The words of a line without the `-n` inside its `$(kubectl get …)`, where that is the line's own: a name is looked up in the
 * namespace that a line is about. A shell would look it up in the current one where nothing is said inside.
 * @throws LineRefusal where it says nothing, with the line that does
 */
export function withoutInnerNamespace(verb: string, typed: readonly ShellWord[]): readonly ShellWord[] {
  const namespace = valueIn(typed);
  // one that nobody can have is refused as such
  if (namespace === undefined || namespaceFlag.refusalOf?.(namespace) !== undefined) return typed;
  const end = typed.findIndex(({raw}) => raw === '--');
  return typed.map((word, at) => {
    if (word.substitution === undefined || (end !== -1 && at > end)) return word;
    const {words: inner, stop} = splitShellWords(word.substitution);
    const given = wordsOfFlag(inner, namespaceFlag);
    if (stop !== undefined) return word;
    if (valueIn(inner) === namespace) {
      return {...word, substitution: rawOf(inner.filter((one) => !given.includes(one))).join(' ')};
    }
    if (given.length === 0 && isOfNamespace(inner)) {
      const raw = word.raw.replace(begin, `$<get> -n ${namespace}`);
      const instead = lineOf([verb, ...typed.with(at, {...word, raw})]);
      throw new LineRefusal('bad-input', words().lines.names.whereToLookUp({namespace}), {instead});
    }
    return word;
  });
}

function valueIn(typed: readonly ShellWord[]): string | undefined {
  return wordsOfFlag(typed, namespaceFlag)
    .at(-1)
    ?.text.replace(/^(?:--namespace=|-n=?(?=.))/u, '');
}

/** Whether what is listed is in a namespace; what is not is the same wherever it is asked for. */
function isOfNamespace(inner: readonly ShellWord[]): boolean {
  const verb = inner.findIndex(({text}) => text === 'get');
  const [type] = withoutFlags(inner.slice(verb + 1));
  return verb !== -1 && knownResourceTypes(type?.text ?? '').some(({isNamespaced}) => isNamespaced);
}
