import {otherTypes} from '#src/kinds/other-types.ts';
import {words} from '#src/words/words.ts';

/** A type of Kubernetes' own that a sandbox does not have, by any of its names. */
export function otherTypeNamed(name: string): (typeof otherTypes)[number] | undefined {
  const wanted = name.toLowerCase();
  return otherTypes.find(({plural, kind, group, shortNames}) =>
    [plural, kind.toLowerCase(), ...shortNames].some(
      (candidate) => candidate === wanted || (group !== '' && `${candidate}.${group}` === wanted),
    ),
  );
}

/** The way that there is in place of a kind that learners cannot make, by any of its names; undefined of one that is not known. */
export function wayInPlaceOf(name: string): string | undefined {
  const {kinds} = words().otherVerbs;
  const plural = otherTypeNamed(name)?.plural ?? (/^tokens?$/u.test(name) ? 'tokens' : '');
  const entry = Object.entries(kinds).find(([kind]) => kind === plural);
  return entry?.[1];
}
