import {isMap, isSeq, LineCounter, parseDocument, type Document} from 'yaml';
import {z} from 'zod';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {fieldName, type LabProblem} from './lab-problem.ts';

/** A file that somebody wrote: what it says, and how its mistakes are told. */
export interface AuthoredYaml {
  readonly value: unknown;
  /** What is wrong in it as YAML; then it says nothing. */
  readonly syntax: string | undefined;
  /** A mistake as its author looks for it: `file:line: field: what is wrong`. */
  readonly tell: (problem: LabProblem) => string;
}

/** @param file the name under which mistakes speak of it */
export function readAuthoredYaml(text: string, file: string): AuthoredYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines});
  const [syntax] = document.errors;
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  return {
    value: syntax === undefined ? document.toJS() : undefined,
    syntax:
      syntax === undefined
        ? undefined
        : `${file}:${lineAt(syntax.pos[0])}: this is not valid YAML: ${syntax.message.split('\n')[0] ?? ''}`,
    tell: ({path, message}) => {
      const line = lineAt(offsetOf(document, path));
      const place = path.length === 0 ? `${file}:${line}` : `${file}:${line}: ${fieldName(path)}`;
      return `${place}: ${message}`;
    },
  };
}

/** What a schema complains of, in an author's words. */
export function schemaProblems(error: z.ZodError, schema: z.ZodType): LabProblem[] {
  return error.issues.flatMap((issue) => toProblems(issue, schema));
}

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

function toProblems(issue: z.core.$ZodIssue, schema: z.ZodType): LabProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysAt(path, schema);
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
function keysAt(path: LabProblem['path'], schema: z.ZodType): string[] {
  let node = schemaNode.parse(z.toJSONSchema(schema, {io: 'input'}));
  for (const part of path) {
    const inner = typeof part === 'number' ? node.items : node.properties?.[part];
    const next = schemaNode.safeParse(inner);
    if (!next.success) return [];
    node = next.data;
  }
  return Object.keys(node.properties ?? {});
}
