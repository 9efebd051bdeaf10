import {NotValid} from '../not-valid.ts';

const relaxed = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/u;

/**
 * A path as kubectl takes it where no template is asked for: `metadata.name`, `.metadata.name`, with braces or without.
 * @throws NotValid with kubectl's sentence
 */
export function relaxedJsonPath(text: string): string {
  const [, inBraces, bare] = relaxed.exec(text) ?? [];
  const fields = inBraces ?? bare;
  if (fields === undefined) {
    throw new NotValid(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return `{.${fields}}`;
}
