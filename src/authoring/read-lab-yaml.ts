import {z} from 'zod';
import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';
import {labSchema, type Lab} from '#src/lab/lab.ts';
import {readAuthoredYaml, schemaProblems} from './authored-yaml.ts';
import type {LabProblem} from './lab-problem.ts';
import {lintLab} from './lint-lab.ts';

/** A lab that cannot be taught. The message has a line for each problem: file, line, field, what is allowed there. */
export class LabError extends Error {
  override readonly name = 'LabError';
}

/**
 * A lab from the text of its `lab.yaml` and its manifests.
 * @param file the name under which errors speak of it
 * @throws LabError with all that is wrong
 */
export function readLabYaml(text: string, {file, files}: {file: string; files: LabFiles}): Lab {
  const {value, syntax, tell} = readAuthoredYaml(text, file);
  if (syntax !== undefined) throw new LabError(syntax);
  const refuse = (problems: readonly LabProblem[]): never => {
    throw new LabError(problems.map(tell).join('\n'));
  };
  const parsed = labSchema.safeParse(value);
  if (!parsed.success) return refuse(schemaProblems(parsed.error, labSchema));
  const lab = {...parsed.data, files};
  const problems = lintLab(lab);
  return problems.length > 0 ? refuse(problems) : lab;
}

/** The JSON Schema of `lab.yaml`, for editors. */
export const labJsonSchema = (): object => z.toJSONSchema(labSchema, {io: 'input'});
