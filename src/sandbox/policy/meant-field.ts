import {words} from '#src/words/words.ts';

/** What people write for a field, by the name that it has in another place. */
const otherNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['port', ['containerPort']],
  ['containerPort', ['targetPort']],
  ['hostPort', ['nodePort']],
  ['key', ['name']],
  ['name', ['secretName', 'claimName']],
  ['configMapName', ['name']],
  ['secretName', ['name']],
  ['serviceName', ['service']],
  ['servicePort', ['service']],
]);
const shortest = 4;

/** Which of the fields that there are is meant by another, which has its name elsewhere. */
export const namedElsewhere = (key: string, known: readonly string[]): string | undefined =>
  otherNames.get(key)?.find((name) => known.includes(name));

/** The one field that another is the beginning of. */
export function begunField(key: string, known: readonly string[]): string | undefined {
  const begun = key.length < shortest ? [] : known.filter((name) => name.startsWith(key));
  return begun.length === 1 ? begun[0] : undefined;
}

/** What to write for `- MODE: dev` in a list of variables. */
export function nameAndValue(key: string, known: readonly string[]): string | undefined {
  const isOfVariable = ['name', 'value', 'valueFrom'].every((name) => known.includes(name));
  return isOfVariable && /^[A-Z]\w*$/u.test(key) ? words().policy.nameAndValue({name: key}) : undefined;
}
