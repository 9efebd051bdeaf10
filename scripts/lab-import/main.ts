import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {importLabs} from '#src/authoring/import/import-labs.ts';
import type {ImportedLab} from '#src/authoring/import/imported-lab.ts';
import {clean, renderAll, renderLab} from '#src/authoring/import/render-report.ts';
import {countsOf, type Summary} from '#src/authoring/import/summary.ts';
import type {LeftOut} from '#src/authoring/import/source.ts';
import {isLabName} from '#src/authoring/import/write-lab.ts';
import {readSource, SourceError} from './read-source.ts';
import {writeFolder} from './write-folder.ts';

// npm run lab:import -- SOURCE... [--name NAME] [--write] [--json]: says what of a course a class could type and apply
// here; --write makes a lab of it to go on with

const usage = 'Type: npm run lab:import -- SOURCE... [--name NAME] [--write] [--json]';

async function main(): Promise<void> {
  const {positionals, values} = parseArgs({
    allowPositionals: true,
    options: {name: {type: 'string'}, write: {type: 'boolean'}, json: {type: 'boolean'}},
  });
  if (positionals.length === 0) throw new SourceError(`Name a folder with a lab in it. ${usage}`);
  const {name, write, json: isJson = false} = values;
  if (name !== undefined && !isLabName(name)) {
    throw new SourceError(`A lab cannot be called ${name}: small letters, digits and inner dashes, at most 63.`);
  }
  const labs: {lab: ImportedLab; source: string}[] = [];
  const leftOut: LeftOut[] = [];
  for (const typed of positionals) {
    const source = await readSource(typed);
    labs.push(...importLabs(source, name).map((lab) => ({lab, source: source.name})));
    leftOut.push(...source.leftOut.map(({file, why}) => ({file: join(source.name, file), why})));
  }
  if (name !== undefined && labs.length > 1) {
    throw new SourceError(`--name is for one lab, and there are ${labs.length}. Name the folder of one of them.`);
  }
  const all = labs.map(({lab}) => lab);
  if (isJson) {
    for (const {lab, source} of labs) printJson(lab, source);
    console.log(JSON.stringify(summaryOf(all, leftOut)));
  } else {
    print([...all.flatMap(renderLab), ...renderAll(all, leftOut)]);
  }
  if (write === true) await writeAll(all, isJson ? () => {} : print);
}

/** One that is there already keeps none of the others from being made. */
async function writeAll(labs: readonly ImportedLab[], say: typeof print): Promise<void> {
  for (const lab of labs) {
    try {
      say([await writeFolder(lab)]);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      printError(error.message);
    }
  }
  say([
    'Of the texts only headings were taken: what is explained, and what is checked, is yours to write where it says TODO.',
    'The manifests are copies; see that their licence allows it. What is left to do: npm run lab:lint',
  ]);
}

function printJson(lab: ImportedLab, source: string): void {
  for (const {kind, file, line, text, verdict, reason, instead} of [...lab.lines, ...lab.objects]) {
    console.log(
      JSON.stringify({
        kind,
        file: join(source, file),
        line,
        text,
        verdict,
        reason: reason ?? null,
        instead: instead ?? null,
      }),
    );
  }
}

function summaryOf(labs: readonly ImportedLab[], leftOut: readonly LeftOut[]): Summary {
  const each = labs.map((lab) => ({lab: lab.name, folder: lab.folder, ...countsOf([lab])}));
  return {kind: 'summary', ...countsOf(labs), labs: each, leftOut};
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(clean(line));
}

function printError(message: string): void {
  console.error(clean(message));
  process.exitCode = 1;
}

// whoever reads the report may have had enough of it, as `head` has
process.stdout.on('error', () => process.exit());
try {
  await main();
} catch (error) {
  const isMistyped = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof SourceError) && !isMistyped) throw error;
  printError(isMistyped ? `${error.message} ${usage}` : error.message);
}
