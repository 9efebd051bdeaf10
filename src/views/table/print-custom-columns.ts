import {goFloatText, goText} from '#src/kubernetes/go-text.ts';
import {findResults, searchBudget} from '#src/kubernetes/json-path/find-results.ts';
import {Float, type Found} from '#src/kubernetes/json-path/found.ts';
import {parseJsonPath} from '#src/kubernetes/json-path/parse-json-path.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {alignColumns} from './align-columns.ts';

/** Output beyond this is not made, in characters; whoever shows it cuts it sooner. */
const mostOutput = 1024 * 1024;

interface CustomColumn {
  readonly header: string;
  /** In JSONPath, with its braces. */
  readonly path: string;
}

/**
 * The bytes that `kubectl get -o custom-columns=…` writes of these objects.
 * @throws NotValid with kubectl's sentence, for a path that leads to an error
 */
export function printCustomColumns(
  objects: readonly JsonObject[],
  {columns, noHeaders}: {readonly columns: readonly CustomColumn[]; readonly noHeaders: boolean},
): string {
  const templates = columns.map(({path}) => parseJsonPath(path));
  const budget = searchBudget();
  const room = {characters: mostOutput};
  const rows = objects.map((object) =>
    templates.map((template) => cellOf(findResults(template, object, budget), room)),
  );
  const lines = [...(noHeaders ? [] : [columns.map(({header}) => header)]), ...rows];
  // a line end in a cell begins another line, and a tab another cell, for kubectl's tab writer
  const written = lines.flatMap((line) => line.join('\t').split(/[\n\f]/u));
  return alignColumns(written.map((line) => line.split(/[\t\v]/u)));
}

function cellOf(results: readonly (readonly Found[])[], room: {characters: number}): string {
  const texts = (results[0]?.length ?? 0) === 0 ? ['<none>'] : [];
  for (const found of results.flat()) {
    if (room.characters < 0) break;
    const text = textOf(found);
    texts.push(text);
    room.characters -= text.length;
  }
  return texts.join(',');
}

function textOf(found: Found): string {
  const text = found instanceof Float ? goFloatText(found.value) : goText(found ?? null);
  return text.replaceAll('\u001b', '^[').replaceAll('\r', String.raw`\r`);
}
