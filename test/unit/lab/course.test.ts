import {describe, expect, test} from 'vitest';
import {readCourseYaml} from '#src/authoring/read-course-yaml.ts';
import {partAt, stepsBeside} from '#src/lab/course.ts';
import type {Lab} from '#src/lab/lab.ts';
import {parseLabLine} from '#src/lab/lab-line.ts';
import {readLabs} from '#src/store/read-labs.ts';
import {languages} from '#src/words/language.ts';
import {inLanguage} from '#src/words/words.ts';
import {taughtPaths} from '#src/operations/kubectl/lab-files.ts';

const labs = await readLabs('specs', 'pods', (message, error) => {
  throw new Error(message, {cause: error});
});

function whole(name: string): Lab {
  const lab = labs.get(name);
  if (lab === undefined) throw new Error(`there is no ${name}`);
  return lab;
}

const courses = [...labs.values()].filter(({parts}) => parts !== undefined);

const course = (text: string, name = 'both') => readCourseYaml(text, {file: `${name}.course.yaml`, name, labs});
const both = course('{course: both, title: Both, summary: Two labs., labs: [daemonsets, pods]}');

describe.each([...courses, both].map((one) => [one.lab, one] as const))('the course %s', (_, one) => {
  const parts = (one.parts ?? []).map(({lab}) => whole(lab));

  test('has the steps of its labs in order, each known by its lab, and told in the language of who reads', () => {
    const ids = parts.flatMap(({lab, steps}) => steps.map(({id}) => `${lab}.${id}`));
    expect(one.steps.map(({id}) => id)).toEqual(ids);
    for (const language of languages) {
      inLanguage(language, () => {
        expect(one.steps.map(({title, text}) => title + text)).toEqual(
          parts.flatMap(({steps}) => steps.map(({title, text}) => title + text)),
        );
        expect(one.parts?.map(({title}) => title)).toEqual(parts.map(({title}) => title));
      });
    }
  });

  test('has steps that wait for those of the same lab alone', () => {
    for (const [index, {after}] of one.steps.entries()) {
      const beside = new Set(stepsBeside(one, index).map(({id}) => id));
      expect(after.filter((id) => !beside.has(id))).toEqual([]);
    }
    expect(one.steps.filter(({after}) => after.length > 0).length).toBeGreaterThan(0);
  });

  test('finds the files that the lines of each lab name, and offers them by those names', () => {
    for (const line of one.steps.flatMap(({commands, solution, start}) => [
      ...commands,
      ...solution.commands,
      ...start,
    ])) {
      expect(() => parseLabLine(line, {files: one.files, lab: one.lab}, 'namespace')).not.toThrow();
    }
    const {files} = taughtPaths(one.files);
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((path) => /^labs\/[^/]+\/specs\//.test(path))).toBe(true);
  });

  test('gives its sandboxes what the most demanding of its labs needs', () => {
    for (const lab of parts) {
      expect(one.images).toEqual(expect.arrayContaining([...lab.images]));
      expect(one.hostPathLeaves).toEqual(expect.arrayContaining([...lab.hostPathLeaves]));
      expect(one.podsPerNode).toBeGreaterThanOrEqual(lab.podsPerNode);
      expect(one.nodesPerSandbox).toBeGreaterThanOrEqual(lab.nodesPerSandbox);
      expect(one.requires).toEqual(expect.arrayContaining(lab.requires));
      expect(parseInt(one.largestClaim, 10)).toBeGreaterThanOrEqual(parseInt(lab.largestClaim, 10));
    }
  });

  test('knows at each step which of its labs that is', () => {
    const counted = parts.flatMap(({lab, steps}, place) => steps.map(() => ({lab, number: place + 1})));
    expect(one.steps.map((_step, index) => partAt(one, index))).toEqual(
      counted.map((part) => expect.objectContaining({...part, of: parts.length})),
    );
    expect(partAt(one, one.steps.length)).toBeUndefined();
  });
});

test('a lab by itself is no course', () => {
  const pods = whole('pods');
  expect(partAt(pods, 0)).toBeUndefined();
  expect(stepsBeside(pods, 0)).toBe(pods.steps);
});

test.each([
  ['{course: both, title: A, summary: B., labs: [pods]}', 'both.course.yaml:1: labs'],
  ['{course: both, title: A, summary: B., labs: [pods, pods]}', 'a lab can be taken once in a course'],
  ['{course: both, title: A, summary: B., labs: [pods, nothing]}', 'labs[1]: there is no lab nothing'],
  ['{course: other, title: A, summary: B., labs: [pods, config]}', 'the file is called both.course.yaml'],
  ['{course: both, title: A, summary: B., lab: [pods, config]}', 'lab: is not known; allowed here: course, title'],
])('%s is refused with its line and what to write', (yaml, problem) => {
  expect(() => course(yaml)).toThrow(problem);
});

test('a course cannot be called as a lab is', () => {
  expect(() => course('{course: pods, title: A, summary: B., labs: [pods, config]}', 'pods')).toThrow(
    'there is a lab called pods',
  );
});
