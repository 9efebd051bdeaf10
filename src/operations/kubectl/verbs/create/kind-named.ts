import {resourceTypes} from '#src/kinds/resource-types.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import {knownResourceTypes} from '../../find-resource-types.ts';
import {LineRefusal} from '../../line-refusal.ts';
import type {ShellWord} from '../../shell-words.ts';
import {wayInPlaceOf} from '../../other-type-named.ts';
import {shown} from '../../shown.ts';
import {lineOf} from '../../type-line.ts';
import {createdKinds} from './created-kinds.ts';
import type {CreatedKind} from './created-kind.ts';
import {words} from '#src/words/words.ts';

/** The kind that a line's first words say, and what follows them. */
export function kindNamed(
  typed: readonly ShellWord[],
): {readonly kind: CreatedKind; readonly rest: readonly ShellWord[]} | undefined {
  for (const kind of createdKinds) {
    for (const name of kind.names) {
      const length = name.split(' ').length;
      if (firstWords(typed, length) === name) return {kind, rest: typed.slice(length)};
    }
  }
  return undefined;
}

function firstWords(typed: readonly ShellWord[], count: number): string {
  const [first = '', ...others] = typed.slice(0, count).map(({text}) => text.toLowerCase());
  return [first.split('.', 1)[0] ?? '', ...others].join(' ');
}

/**
 * @param line all words behind `create`, for the line that is offered
 * @throws UserError for a kind that `create` does not make from a line, with the way that there is
 */
export function refuseKind([first]: readonly ShellWord[], line: readonly ShellWord[]): never {
  const given = first?.text.toLowerCase() ?? '';
  const said = words().verbs.create;
  const lines = createdKinds.filter(({names}) => names.some((name) => name.startsWith(`${given} `)));
  if (lines.length > 0) {
    const values = lines.map(({names: [name]}) => name).join(', ');
    throw new UserError('bad-input', said.sayWhichOf({given: shown(given)}), {next: words().lines.takes({values})});
  }
  const slip = typedOtherwise(first, line);
  if (slip !== undefined) throw new LineRefusal('bad-input', said.none({given: shown(given)}), {instead: slip});
  const way = wayInPlaceOf(given);
  const types = knownResourceTypes(given);
  if (way !== undefined) throw new UserError('unsupported', said.none({given: shown(given)}), {next: way});
  if (types.some(({plural}) => plural === 'pods')) {
    throw new UserError('unsupported', said.none({given: shown(given)}), {next: said.podIsRun});
  }
  if (types.some(({isWritable}) => isWritable)) {
    throw new UserError('unsupported', said.none({given: shown(given)}), {next: words().otherVerbs.next.ownYaml});
  }
  const nearest = nearestTo(
    given,
    createdKinds.flatMap(({names}) => names),
  );
  if (nearest !== undefined) {
    throw new LineRefusal('unsupported', said.none({given: shown(given)}), {
      instead: lineOf(['create', ...line.map((word) => (word === first ? nearest : word))]),
    });
  }
  const writable = resourceTypes.flatMap(({isWritable, plural}) => (isWritable ? [plural] : []));
  throw new UserError('unsupported', said.none({given: shown(given)}), {
    next: words().otherVerbs.next.writable({types: writable.join(', ')}),
  });
}

/** A file is given with `-f`, and a kind and a name are two words here. */
function typedOtherwise(first: ShellWord | undefined, line: readonly ShellWord[]): string | undefined {
  if (first === undefined) return undefined;
  if (/\.(?:ya?ml|json)$/iu.test(first.text)) return lineOf(['create', '-f', ...line]);
  const [kind = '', name] = first.raw.split('/');
  const isKind = createdKinds.some(({names}) => names.some((known) => known === kind.toLowerCase()));
  if (!isKind || name === undefined) return undefined;
  return lineOf([
    'create',
    ...line.flatMap((word): (ShellWord | string)[] => (word === first ? [kind, name] : [word])),
  ]);
}
