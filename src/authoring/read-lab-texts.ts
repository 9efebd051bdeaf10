import {z} from 'zod';
import {labTextsSchema, type LabTexts} from '#src/lab/lab-texts.ts';
import type {Lab} from '#src/lab/lab.ts';
import type {Language} from '#src/words/language.ts';
import {readAuthoredYaml, schemaProblems} from './authored-yaml.ts';
import {lintLabTexts} from './lint-lab-texts.ts';

/** A lab's texts in one language, and what is wrong with them: a line each, with file, line and field. */
export interface ReadTexts {
  /** Undefined where the file cannot be used at all. */
  readonly texts: LabTexts | undefined;
  readonly problems: readonly string[];
}

/**
 * What a `lab.<language>.yaml` says. It never keeps a lab from being taught: what is missing or wrong is said in English.
 * @param file the name under which mistakes speak of it
 */
export function readLabTexts(
  text: string,
  {file, lab, language}: {file: string; lab: Lab; language: Language},
): ReadTexts {
  const {value, syntax, tell} = readAuthoredYaml(text, file);
  if (syntax !== undefined) return {texts: undefined, problems: [syntax]};
  const parsed = labTextsSchema.safeParse(value);
  if (!parsed.success) {
    return {texts: undefined, problems: schemaProblems(parsed.error, labTextsSchema).map(tell)};
  }
  return {texts: parsed.data, problems: lintLabTexts(parsed.data, {lab, language}).map(tell)};
}

/** The JSON Schema of `lab.<language>.yaml`, for editors. */
export const labTextsJsonSchema = (): object => z.toJSONSchema(labTextsSchema, {io: 'input'});
