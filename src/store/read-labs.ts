import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import type {Lab} from '#src/lab/lab.ts';
import {readCourseYaml} from '#src/authoring/read-course-yaml.ts';
import {LabError} from '#src/authoring/read-lab-yaml.ts';
import {readLab} from './read-lab.ts';

const courseFile = /^(?<name>.+)\.course\.yaml$/u;

/**
 * The labs of a folder by their names, and the courses behind them, which are labs of labs. The one that is `needed` must be
 * whole; another with a mistake is left out and told by `log`, as are mistakes in texts of other languages.
 * @throws LabError, or the file system's error, for the one that is needed
 */
export async function readLabs(
  folder: string,
  needed: string,
  log: (message: string, error: unknown) => void,
): Promise<ReadonlyMap<string, Lab>> {
  const read = async (name: string): Promise<Lab> =>
    readLab(join(folder, name), (problems) =>
      log(`texts of the lab ${name} are left in English`, new LabError(problems.join('\n'))),
    );
  const entries = await readdir(folder, {withFileTypes: true});
  const courses = coursesIn(entries.filter((entry) => entry.isFile()).map(({name}) => name));
  const labs = new Map(courses.includes(needed) ? [] : [[needed, await read(needed)]]);
  for (const entry of entries) {
    if (!entry.isDirectory() || labs.has(entry.name)) continue;
    try {
      labs.set(entry.name, await read(entry.name));
    } catch (error) {
      if (!(error instanceof LabError) && !isMissing(error)) throw error;
      log(`the lab ${entry.name} is left out`, error);
    }
  }
  const ofLabs = new Map(labs);
  for (const name of courses) {
    try {
      labs.set(name, await readCourse(folder, name, ofLabs));
    } catch (error) {
      if (!(error instanceof LabError) || name === needed) throw error;
      log(`the course ${name} is left out`, error);
    }
  }
  return labs;
}

/** The names of the courses among those of files. */
export const coursesIn = (files: readonly string[]): string[] =>
  files.flatMap((file) => courseFile.exec(file)?.groups?.['name'] ?? []).sort();

/** @throws LabError with all that is wrong */
export async function readCourse(folder: string, name: string, labs: ReadonlyMap<string, Lab>): Promise<Lab> {
  const file = join(folder, `${name}.course.yaml`);
  return readCourseYaml(await readFile(file, 'utf8'), {file: relative(process.cwd(), file), name, labs});
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
