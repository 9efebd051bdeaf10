import {z} from 'zod';
import {courseSchema, labOfCourse} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import {readAuthoredYaml, schemaProblems} from './authored-yaml.ts';
import type {LabProblem} from './lab-problem.ts';
import {LabError} from './read-lab-yaml.ts';

/** What a button can carry beside a step's id, in characters. @see idLimit */
const longestStepId = 80;

/**
 * A course, as a lab of the labs that it names.
 * @param file the name under which errors speak of it
 * @param name what its file is called without `.course.yaml`
 * @param labs all that there are
 * @throws LabError with all that is wrong
 */
export function readCourseYaml(
  text: string,
  {file, name, labs}: {readonly file: string; readonly name: string; readonly labs: ReadonlyMap<string, Lab>},
): Lab {
  const {value, syntax, tell} = readAuthoredYaml(text, file);
  if (syntax !== undefined) throw new LabError(syntax);
  const refuse = (problems: readonly LabProblem[]): never => {
    throw new LabError(problems.map(tell).join('\n'));
  };
  const parsed = courseSchema.safeParse(value);
  if (!parsed.success) return refuse(schemaProblems(parsed.error, courseSchema));
  const course = parsed.data;
  if (course.course !== name) return refuse([{path: ['course'], message: `the file is called ${name}.course.yaml`}]);
  if (labs.has(name)) return refuse([{path: ['course'], message: `there is a lab called ${name}`}]);
  const taken = course.labs.map((lab) => labs.get(lab));
  const missing = course.labs.flatMap((lab, place): LabProblem[] =>
    taken[place] === undefined ? [{path: ['labs', place], message: `there is no lab ${lab} without mistakes`}] : [],
  );
  if (missing.length > 0) return refuse(missing);
  try {
    const whole = labOfCourse(
      course,
      taken.filter((lab) => lab !== undefined),
    );
    const long = whole.steps.filter(({id}) => id.length > longestStepId);
    if (long.length === 0) return whole;
    return refuse(long.map(({id}) => ({path: ['labs'], message: `${id} is too long for a button`})));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return refuse(error.issues.map(({path, message}) => ({path: ['labs'], message: `${path.join('.')}: ${message}`})));
  }
}

/** The JSON Schema of a course, for editors. */
export const courseJsonSchema = (): object => z.toJSONSchema(courseSchema, {io: 'input'});
