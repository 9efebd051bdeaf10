import {isMap, isSeq, LineCounter, parseDocument, type Document} from 'yaml';
import {z} from 'zod';
import {nearestTo} from '#src/operations/nearest-to.ts';
import type {LabFiles} from '#src/operations/kubectl/lab-files.ts';
import {labSchema, type Lab} from '#src/lab/lab.ts';
import {fieldName, type LabProblem} from './lab-problem.ts';
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
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines});
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const line = lines.linePos(syntax.pos[0]).line;
    throw new LabError(`${file}:${line}: this is not valid YAML: ${syntax.message.split('\n')[0] ?? ''}`);
  }
  const refuse = (problems: readonly LabProblem[]): never => {
    const place = (path: LabProblem['path']): string => {
      const offset = offsetOf(document, path);
      const {line} = lines.linePos(offset);
      return path.length === 0 ? `${file}:${line}` : `${file}:${line}: ${fieldName(path)}`;
    };
    throw new LabError(problems.map(({path, message}) => `${place(path)}: ${message}`).join('\n'));
  };
  const parsed = labSchema.safeParse(document.toJS());
  if (!parsed.success) return refuse(parsed.error.issues.flatMap(toProblems));
  const lab = {...parsed.data, files};
  const problems = lintLab(lab);
  return problems.length > 0 ? refuse(problems) : lab;
}

/** The JSON Schema of `lab.yaml`, for editors. */
export const labJsonSchema = (): object => z.toJSONSchema(labSchema, {io: 'input'});

/** Where a field stands in the text; the nearest around it when it is missing. */
function offsetOf(document: Document, path: LabProblem['path']): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({key}) => String(key) === String(part));
      if (pair === undefined) return offset;
      offset = rangeStart(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part];
      offset = rangeStart(node) ?? offset;
    }
  }
  return offset;
}

const rangeStart = (node: unknown): number | undefined => {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
};

function toProblems(issue: z.core.$ZodIssue): LabProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysAt(path);
    return issue.keys.map((key) => {
      const nearest = nearestTo(key, allowed);
      const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
      return {path: [...path, key], message: `is not known; allowed here: ${allowed.join(', ')}${meant}`};
    });
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0) {
    return [{path, message: `is missing: ${issue.expected} expected`}];
  }
  return [{path, message: issue.message}];
}

const schemaNode = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** The keys that the schema knows at a place. */
function keysAt(path: LabProblem['path']): string[] {
  let node = schemaNode.parse(labJsonSchema());
  for (const part of path) {
    const inner = typeof part === 'number' ? node.items : node.properties?.[part];
    const next = schemaNode.safeParse(inner);
    if (!next.success) return [];
    node = next.data;
  }
  return Object.keys(node.properties ?? {});
}
