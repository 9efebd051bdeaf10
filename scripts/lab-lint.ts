import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {labTextsJsonSchema} from '#src/authoring/read-lab-texts.ts';
import {courseJsonSchema} from '#src/authoring/read-course-yaml.ts';
import {labJsonSchema, LabError} from '#src/authoring/read-lab-yaml.ts';
import {isManifest} from '#src/operations/kubectl/lab-files.ts';
import type {Lab} from '#src/lab/lab.ts';
import {readLab} from '#src/store/read-lab.ts';
import {coursesIn, readCourse} from '#src/store/read-labs.ts';
import {labsFolder} from './labs-folder.ts';

// npm run lab:lint [-- --write]: says what is wrong in the labs, and whether editors know the format; --write tells them

const root = join(import.meta.dirname, '..');
const schemaFile = (name: string): string => join(root, 'specs', name);

async function lintLabs(): Promise<string[]> {
  const problems: string[] = [];
  const labs = new Map<string, Lab>();
  const entries = await readdir(labsFolder, {withFileTypes: true});
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    try {
      const lab = await readLab(join(labsFolder, entry.name), (wrong) => problems.push(...wrong));
      labs.set(entry.name, lab);
      if (lab.lab === entry.name)
        console.log(
          `✓ ${entry.name}: ${lab.steps.length} steps, ${[...lab.files.keys()].filter(isManifest).length} manifests`,
        );
      else problems.push(`${entry.name}: its lab.yaml calls it ${lab.lab}`);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      problems.push(error.message);
    }
  }
  for (const name of coursesIn(entries.map((entry) => entry.name))) {
    try {
      const {parts = [], steps} = await readCourse(labsFolder, name, labs);
      console.log(`✓ ${name}: a course of ${parts.length} labs, ${steps.length} steps`);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      problems.push(error.message);
    }
  }
  return problems;
}

async function lintSchema(file: string, schema: object, isWriting: boolean): Promise<string[]> {
  const wanted = `${JSON.stringify(schema, null, 2)}\n`;
  if (isWriting) await writeFile(file, wanted);
  const found = await readFile(file, 'utf8').catch(() => '');
  const name = relative(root, file);
  return found === wanted ? [] : [`${name} is not what the format is now. Type: npm run lab:lint -- --write`];
}

const isWriting = process.argv.includes('--write');
const problems = [
  ...(await lintLabs()),
  ...(await lintSchema(schemaFile('lab.schema.json'), labJsonSchema(), isWriting)),
  ...(await lintSchema(schemaFile('course.schema.json'), courseJsonSchema(), isWriting)),
  ...(await lintSchema(schemaFile('lab-texts.schema.json'), labTextsJsonSchema(), isWriting)),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
