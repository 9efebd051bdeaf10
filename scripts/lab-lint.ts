import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {labJsonSchema, LabError} from '#src/authoring/read-lab-yaml.ts';
import {readLab} from '#src/store/read-lab.ts';

// npm run lab:lint [-- --write]: says what is wrong in the labs, and whether editors know the format; --write tells them

const root = join(import.meta.dirname, '..');
const folder = process.env['LABS_DIR'] ?? join(root, 'specs');
const schemaFile = join(root, 'specs', 'lab.schema.json');

async function lintLabs(): Promise<string[]> {
  const problems: string[] = [];
  for (const entry of await readdir(folder, {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    try {
      const lab = await readLab(join(folder, entry.name));
      if (lab.lab === entry.name)
        console.log(`✓ ${entry.name}: ${lab.steps.length} steps, ${lab.files.size} manifests`);
      else problems.push(`${entry.name}: its lab.yaml calls it ${lab.lab}`);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      problems.push(error.message);
    }
  }
  return problems;
}

async function lintSchema(isWriting: boolean): Promise<string[]> {
  const wanted = `${JSON.stringify(labJsonSchema(), null, 2)}\n`;
  if (isWriting) await writeFile(schemaFile, wanted);
  const found = await readFile(schemaFile, 'utf8').catch(() => '');
  const name = relative(root, schemaFile);
  return found === wanted ? [] : [`${name} is not what the format is now. Type: npm run lab:lint -- --write`];
}

const problems = [...(await lintLabs()), ...(await lintSchema(process.argv.includes('--write')))];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
