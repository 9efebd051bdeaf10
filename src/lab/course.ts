import {z} from 'zod';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {mostOf} from '#src/sandbox/container-amounts.ts';
import {languages, type Language} from '#src/words/language.ts';
import {language} from '#src/words/words.ts';
import {requirements, type Lab, type LabPart} from './lab.ts';
import type {Step} from './lab-step.ts';

const title = z.string().trim().min(1).max(80);
const summary = z.string().trim().min(1).max(300);
const others = languages.filter((one) => one !== 'en');

/** What `specs/<course>.course.yaml` says: labs that are taken one after the other, in one workshop. */
export const courseSchema = z.strictObject({
  course: labPolicySchema.shape.lab,
  title,
  summary,
  /** The labs' names, in order. */
  labs: z
    .array(labPolicySchema.shape.lab)
    .min(2)
    .max(10)
    .refine((names) => new Set(names).size === names.length, 'a lab can be taken once in a course'),
  /** Title and summary in other languages. */
  texts: z.partialRecord(z.enum(others), z.strictObject({title, summary})).default({}),
});
type Course = z.infer<typeof courseSchema>;

/** A step's id in a course; names of labs have no dot, and neither have ids. */
const idIn = (lab: string, id: string): string => `${lab}.${id}`;

/**
 * A course as one lab: the steps of its labs in order, and sandboxes that have room for each of them. So everything that
 * knows a lab knows a course. Files have the names by which the labs' lines call them, `labs/LAB/specs/…`.
 * @param labs those of the course, in its order
 * @throws z.ZodError where the labs cannot share a sandbox
 */
export function labOfCourse(course: Course, labs: readonly Lab[]): Lab {
  const most = (amount: (lab: Lab) => number): number => Math.max(...labs.map(amount));
  const union = (list: (lab: Lab) => readonly string[]): string[] => [...new Set(labs.flatMap(list))];
  const policy = labPolicySchema.parse({
    lab: course.course,
    images: union(({images}) => images),
    hostPathLeaves: union(({hostPathLeaves}) => hostPathLeaves),
    podsPerNode: most(({podsPerNode}) => podsPerNode),
    nodesPerSandbox: most(({nodesPerSandbox}) => nodesPerSandbox),
    largestContainer: labs.map(({largestContainer}) => largestContainer).reduce(mostOf),
    largestClaim: `${most(({largestClaim}) => parseInt(largestClaim, 10))}Mi`,
    namespaces: most(({namespaces}) => namespaces),
    keepsLoadBalancer: labs.some(({keepsLoadBalancer}) => keepsLoadBalancer),
    podSecurity: labs.every(({podSecurity}) => podSecurity === 'restricted') ? 'restricted' : 'baseline',
  } satisfies z.input<typeof labPolicySchema>);
  const parts = labs.map((lab, place): LabPart => {
    const first = labs.slice(0, place).reduce((sum, {steps}) => sum + steps.length, 0);
    return read<LabPart, 'title'>({lab: lab.lab, first, count: lab.steps.length, title: ''}, 'title', () => lab.title);
  });
  const lab: Lab = {
    ...policy,
    title: course.title,
    summary: course.summary,
    minutes: labs.reduce((sum, {minutes}) => sum + minutes, 0),
    absentImages: union(({absentImages}) => absentImages),
    requires: requirements.filter((one) => labs.some(({requires}) => requires.includes(one))),
    steps: labs.flatMap((one) => one.steps.map((step) => stepIn(one, step))),
    hints: [],
    cleanup: labs.at(-1)?.cleanup ?? {gone: []},
    files: new Map(labs.flatMap((one) => [...one.files].map(([path, text]) => [`labs/${one.lab}/${path}`, text]))),
    parts,
  };
  const text = (one: Language) => (one === 'en' ? course : (course.texts[one] ?? course));
  read(lab, 'title', () => text(language()).title);
  return read(lab, 'summary', () => text(language()).summary);
}

/** The step under its id in the course, with the hints of its lab behind its own. Its texts are read anew each time. */
function stepIn(lab: Lab, step: Step): Step {
  const copy: Step = Object.defineProperties({...step}, Object.getOwnPropertyDescriptors(step));
  return Object.assign(copy, {
    id: idIn(lab.lab, step.id),
    after: step.after.map((id) => idIn(lab.lab, id)),
    hints: [...step.hints, ...lab.hints],
  });
}

/** The thing, one of whose values is asked for each time that it is read: a text is in the language of its reader. */
const read = <Thing extends object, Key extends keyof Thing>(thing: Thing, key: Key, get: () => Thing[Key]): Thing =>
  Object.defineProperty(thing, key, {enumerable: true, get});

/** The lab of a course that a step is of, by the step's place from 0, and which of how many it is; undefined in no course. */
export function partAt(
  {parts}: Pick<Lab, 'parts'>,
  index: number,
): (LabPart & {readonly number: number; readonly of: number}) | undefined {
  const at = parts?.findIndex(({first, count}) => index >= first && index < first + count) ?? -1;
  const part = parts?.[at];
  if (parts === undefined || part === undefined) return undefined;
  const {lab, first, count} = part;
  return {lab, title: part.title, first, count, number: at + 1, of: parts.length};
}

/** The steps that are taken together with the one at `index`: those of its lab in a course, else all. */
export function stepsBeside(lab: Pick<Lab, 'steps' | 'parts'>, index: number): readonly Step[] {
  const part = partAt(lab, index);
  return part === undefined ? lab.steps : lab.steps.slice(part.first, part.first + part.count);
}
