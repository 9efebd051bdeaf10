import type {ExplainedDocument, ExplainedKind, ExplainedSchema} from './open-api.ts';
import {wrapWords} from './wrap-words.ts';

interface Asked {
  /** Names of fields, from the object on. */
  readonly path: readonly string[];
  /** Whether all fields below are named, and none described. */
  readonly isRecursive: boolean;
  /** How far down they are named; 0: all the way. */
  readonly maxDepth: number;
}

/** As many values of an enumeration as stand in a list of fields. */
const mostValues = 4;

/**
 * What `kubectl explain` prints of a kind or of a field of it, in its format `plaintext`, less the last line end; where the
 * kind has no such field, what kubectl has printed by the time that it finds out.
 */
export function printExplanation(
  document: ExplainedDocument,
  kind: ExplainedKind,
  asked: Asked,
): {readonly text: string; readonly isFound: boolean} {
  const schema = document.schemaOf(kind);
  const explained = schema === undefined ? '' : new Explanation(document, asked).of(schema, asked.path, new Set());
  const group = kind.group === '' ? '' : `GROUP:      ${kind.group}\n`;
  const heading = `${group}KIND:       ${kind.kind}\nVERSION:    ${kind.version}\n`;
  return explained === '' ? {text: heading, isFound: false} : {text: `${heading}\n${explained}`, isFound: true};
}

class Explanation {
  readonly #document: ExplainedDocument;
  readonly #isRecursive: boolean;
  readonly #maxDepth: number;

  constructor(document: ExplainedDocument, {isRecursive, maxDepth}: Asked) {
    this.#document = document;
    this.#isRecursive = isRecursive;
    this.#maxDepth = maxDepth;
  }

  /** Follows the path, then tells of what is there; empty where it leads nowhere. `seen` are the names gone through. */
  of(schema: ExplainedSchema, path: readonly string[], seen: ReadonlySet<string>): string {
    const {$ref = ''} = schema;
    const resolved = this.#document.named(schema) ?? schema;
    const [field, ...rest] = path;
    if (field === undefined) return this.#whole(resolved);
    if ($ref !== '' && seen.has($ref)) return '';
    const within = new Set([...seen, $ref]);
    const {properties = {}, allOf = []} = resolved;
    const found = Object.hasOwn(properties, field) ? unlessEmpty(properties[field]) : undefined;
    if (found !== undefined) {
      const heading = rest.length === 0 ? `FIELD: ${field} <${this.#typeOf(found)}>\n${valuesOneALine(found)}\n\n` : '';
      const below = this.of(found, rest, new Set());
      return below === '' ? '' : heading + below;
    }
    const [element] = elementsOf(resolved);
    if (element !== undefined) return this.of(element, path, within);
    for (const part of allOf) {
      const explained = this.of(part, path, within);
      if (explained !== '') return explained;
    }
    return '';
  }

  #whole(schema: ExplainedSchema): string {
    const described = this.#description(schema);
    const documents = externalDocs(schema, 4);
    const fields = this.#fields(schema, 1, new Set());
    return [
      'DESCRIPTION:\n',
      `${indented(wrapWords(described === '' ? '<empty>' : described, 76), 4)}\n`,
      documents === '' ? '' : `\nEXTERNAL DOCS:\n${documents}`,
      fields === '' ? '' : `FIELDS:\n${fields}`,
    ].join('');
  }

  /** Its own, and those of all that it is put together of. */
  #description(schema: ExplainedSchema): string {
    const resolved = this.#document.named(schema) ?? schema;
    const {description = '', allOf = []} = resolved;
    const parts = [...allOf, ...elementsOf(resolved)];
    return (description === '' ? '' : `${description}\n`) + parts.map((part) => this.#description(part)).join('');
  }

  #fields(schema: ExplainedSchema, level: number, seen: ReadonlySet<string>): string {
    const {$ref = ''} = schema;
    if ($ref !== '' && seen.has($ref)) return '';
    const within = new Set([...seen, $ref]);
    const resolved = this.#document.named(schema) ?? schema;
    const {properties = {}, allOf = []} = resolved;
    const goesOn = this.#isRecursive && (this.#maxDepth === 0 || level < this.#maxDepth);
    const own = Object.entries(properties)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([name, field]) =>
          this.#field(name, field, {of: resolved, level}) + (goesOn ? this.#fields(field, level + 1, within) : ''),
      );
    const parts = [...allOf, ...elementsOf(resolved)];
    return own.join('') + parts.map((part) => this.#fields(part, level, within)).join('');
  }

  #field(name: string, field: ExplainedSchema, {of, level}: {of: ExplainedSchema; level: number}): string {
    const indent = level * 2;
    const required = of.required?.includes(name) === true ? ' -required-' : '';
    const line = `${indented(name, indent)}\t<${this.#typeOf(field)}>${required}${valuesInLine(field, indent)}\n`;
    if (this.#isRecursive) return line;
    const {description = ''} = field;
    const described = wrapWords(description === '' ? '<no description>' : description, 78 - indent);
    const documents = externalDocs(field, indent + 4);
    const more = documents === '' ? '' : `\n${' '.repeat(indent + 2)}EXTERNAL DOCS:\n${documents}`;
    return `${line}${indented(described, indent + 2)}\n${more}\n`;
  }

  /** As a person would name the type: `[]Container`, `map[string]string`. */
  #typeOf(schema: ExplainedSchema): string {
    const {allOf = [], properties = {}, $ref, type = ''} = schema;
    const items = unlessEmpty(schema.items);
    const values = unlessEmpty(schema.additionalProperties);
    if (items !== undefined) return `[]${this.#typeOf(items)}`;
    if (values !== undefined) return `map[string]${this.#typeOf(values)}`;
    const [part, ...more] = allOf;
    if (part !== undefined && more.length === 0 && Object.keys(properties).length === 0) return this.#typeOf(part);
    if ($ref !== undefined) {
      const {type: named = ''} = this.#document.named(schema) ?? {};
      return named === '' || named === 'object' ? lastName($ref) : named;
    }
    return type === '' || type === 'object' ? 'Object' : type;
  }
}

/** A schema that says nothing is none to kubectl. */
const unlessEmpty = (schema: ExplainedSchema | boolean | undefined): ExplainedSchema | undefined =>
  typeof schema === 'object' && Object.keys(schema).length > 0 ? schema : undefined;

/** What a list or a map is made of. */
const elementsOf = ({items, additionalProperties}: ExplainedSchema): ExplainedSchema[] =>
  [unlessEmpty(items), unlessEmpty(additionalProperties)].filter((schema) => schema !== undefined);

/** `PodSpec` of `#/components/schemas/io.k8s.api.core.v1.PodSpec` */
const lastName = (ref: string): string => ref.split(/[/.]/u).at(-1) || 'Object';

const indented = (text: string, by: number): string => ' '.repeat(by) + text.replaceAll('\n', `\n${' '.repeat(by)}`);

const shownValue = (value: unknown): string => (value === '' ? '""' : String(value));

function valuesOneALine({enum: values = []}: ExplainedSchema): string {
  return values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${shownValue(value)}`).join('')}`;
}

function valuesInLine({enum: values = []}: ExplainedSchema, indent: number): string {
  if (values.length === 0) return '';
  const shown = values.slice(0, mostValues).map(shownValue).join(', ');
  return `\n${' '.repeat(indent)}enum: ${shown}${values.length > mostValues ? ', ....' : ''}`;
}

function externalDocs({externalDocs: {description = '', url = ''} = {}}: ExplainedSchema, indent: number): string {
  const described = description === '' ? '' : `${indented(wrapWords(description, 80 - indent), indent)}\n`;
  return url === '' ? described : `${described}${indented(`URL: ${url}`, indent)}\n`;
}
