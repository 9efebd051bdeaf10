import {Composer, isAlias, isMap, isScalar, isSeq, LineCounter, Parser} from 'yaml';
import type {Document, Node, Pair, Tags, YAMLMap} from 'yaml';
import type {ManifestSource} from '#src/operations/arguments.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {FieldPath} from './field-path.ts';
import type {JsonObject, JsonValue} from '#src/kubernetes/json.ts';
import {mendYaml} from './mend-yaml.ts';
import {withoutLines, type Positions} from './positions.ts';
import {otherFile} from './other-file.ts';
import {startsWith} from './unquoted-text.ts';
import {entityProblem, lineProblem, secondObject, syntaxProblem, typographyProblem} from './yaml-problems.ts';
import {words} from '#src/words/words.ts';

/** What one source may hold. A whole lab is a tenth of it; more would only cost the workers' time. */
export const manifestLimits = {bytes: 64 * 1024, documents: 100, objects: 20, depth: 30} as const;

export interface Manifest {
  readonly object: JsonObject;
  readonly positions: Positions;
  /** What was mended of its source before it was read, a sentence each. */
  readonly mended: readonly string[];
}

/**
 * Reads YAML as kubectl does (1.1 with plain dates as text, several documents, `kind: List`), less what no manifest
 * needs: anchors, tags, duplicate keys. What a page, a chat or a shell put around it is left out first. The objects come
 * in the order of the text and are not checked further.
 * @throws UserError `bad-input` that names the source, the line and what to do.
 */
export function readManifests(source: ManifestSource): Manifest[] {
  if (new TextEncoder().encode(source.yaml).byteLength > manifestLimits.bytes) {
    throw new UserError('bad-input', words().yaml.tooLarge({source: source.name, kib: manifestLimits.bytes / 1024}));
  }
  const reader = new ManifestReader(source);
  const manifests = reader.read();
  if (manifests.length === 0) {
    throw new UserError('bad-input', words().yaml.empty({source: source.name}));
  }
  return manifests;
}

class ManifestReader {
  readonly #source: ManifestSource;
  readonly #yaml: string;
  readonly #mended: readonly string[];
  readonly #lines = new LineCounter();

  constructor(source: ManifestSource) {
    const {yaml, mended} = mendYaml(source.yaml);
    this.#source = source;
    this.#yaml = yaml;
    this.#mended = mended.map((said) => words().yaml.about({what: source.name, said}));
  }

  read(): Manifest[] {
    const other = otherFile(this.#yaml);
    if (other !== undefined) throw this.#problem(other.line, other);
    const manifests: Manifest[] = [];
    for (const document of this.#parse()) {
      this.#checkDocument(document);
      const root = document.contents;
      if (root === null || (isScalar(root) && root.value === null)) continue;
      manifests.push(...this.#toManifests(root));
      if (manifests.length > manifestLimits.objects) throw this.#tooMany('tooManyObjects', manifestLimits.objects);
    }
    return manifests;
  }

  /** The documents, up to the first that is wrong. */
  #parse(): readonly Document[] {
    const composer = new Composer({
      version: '1.1',
      merge: false,
      customTags: keepTagsOfKubectl,
      // Checked while converting: the parser's own check takes time that grows with the square of the keys.
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const documents: Document[] = [];
    const {stackTraceLimit} = Error;
    // The parser makes an error for every character that is wrong; their traces would take seconds.
    Error.stackTraceLimit = 0;
    try {
      for (const document of composer.compose(new Parser(this.#lines.addNewLine).parse(this.#yaml))) {
        documents.push(document);
        if (document.errors.length > 0) break;
        if (documents.length > manifestLimits.documents)
          throw this.#tooMany('tooManyDocuments', manifestLimits.documents);
      }
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    return documents;
  }

  #checkDocument(document: Document): void {
    const [error] = document.errors;
    if (error !== undefined) {
      const line = this.#lineAt(error.pos[0]);
      if (error.code === 'RESOURCE_EXHAUSTION') throw this.#tooDeep(line);
      const codes = document.errors.slice(0, 5).map(({code}) => code);
      const problem = syntaxProblem(codes, line, this.#yaml.split('\n'));
      throw this.#problem(problem.line, problem, error);
    }
    if (document.directives?.yaml.explicit === true) {
      throw this.#problem(1, words().yaml.directive);
    }
  }

  #toManifests(root: Node): Manifest[] {
    const value = this.#toJson(root, 1);
    const object = this.#expectObject(root, value);
    if (object['kind'] !== 'List' || !isMap(root)) return [this.#manifest(object, root)];
    const items = root.get('items', true);
    if (!isSeq<Node>(items)) {
      throw this.#problem(this.#lineOf(root), words().yaml.listWithoutItems);
    }
    return items.items.map((item) => {
      return this.#manifest(this.#expectObject(item, this.#toJson(item, 3)), item);
    });
  }

  #manifest(object: JsonObject, root: Node): Manifest {
    return {object, positions: this.#positionsIn(root), mended: this.#mended};
  }

  #expectObject(node: Node, value: JsonValue): JsonObject {
    if (typeof value === 'object' && value !== null && !isSeq(node)) return value as JsonObject;
    const line = this.#lineOf(node);
    const problem = isSeq(node) ? words().yaml.isList : lineProblem(line, this.#yaml.split('\n'));
    throw this.#problem(line, problem ?? words().yaml.noObject);
  }

  #toJson(node: Node | null, depth: number): JsonValue {
    if (node === null) return null;
    if (depth > manifestLimits.depth) throw this.#tooDeep(this.#lineOf(node));
    this.#refuseReferences(node);
    if (isScalar(node)) return this.#toJsonScalar(node);
    if (isSeq<Node>(node)) {
      return node.items.map((item) => {
        this.#refuseTypography(item, true);
        return this.#toJson(item, depth + 1);
      });
    }
    if (isMap<Node, Node | null>(node)) {
      const fields = new Map<string, JsonValue>();
      for (const pair of node.items) {
        const key = this.#toKey(pair.key);
        const line = this.#lineOf(pair.key);
        if (depth === 1) this.#refuseProse(key, line);
        if (fields.has(key)) {
          const isSecond = depth === 1 && ['apiVersion', 'kind'].every((name) => isTwice(node, name));
          const problem = isSecond
            ? secondObject(line, this.#yaml.split('\n'))
            : {line, ...words().yaml.keyTwice({key})};
          throw this.#problem(problem.line, problem);
        }
        this.#refuseTypography(pair.key, false);
        this.#refuseTypography(pair.value, false);
        fields.set(key, this.#toJson(pair.value, depth + 1));
      }
      return Object.fromEntries(fields);
    }
    throw this.#problem(this.#lineOf(node), {said: words().yaml.invalid.said});
  }

  /** What stands around an object ends in a colon, or has one in it. */
  #refuseProse(key: string, line: number): void {
    const glued = /^(?:---|\/[/*])/u.test(key) ? lineProblem(line, this.#yaml.split('\n')) : undefined;
    if (glued !== undefined) throw this.#problem(line, glued);
    if (/\S\s+\S/u.test(key)) throw this.#problem(line, words().yaml.prose);
  }

  #refuseReferences(node: Node): void {
    // a pattern such as *.txt
    if (isAlias(node) && !this.#yaml.includes(`&${node.source}`)) {
      throw this.#problem(this.#lineOf(node), startsWith(`*${node.source}`));
    }
    if (isAlias(node) || node.anchor !== undefined) {
      const line = this.#lineOf(node);
      throw this.#problem(line, entityProblem(this.#yaml.split('\n')[line - 1] ?? '') ?? words().yaml.anchor);
    }
    if (node.tag !== undefined) {
      throw this.#problem(this.#lineOf(node), words().yaml.tag);
    }
  }

  #refuseTypography(node: Node | null, isItem: boolean): void {
    if (!isScalar(node) || node.type !== 'PLAIN' || typeof node.value !== 'string') return;
    const problem = typographyProblem(node.value, isItem);
    if (problem !== undefined) throw this.#problem(this.#lineOf(node), problem);
  }

  #toJsonScalar(node: Node & {value: unknown}): JsonValue {
    const {value} = node;
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.#problem(this.#lineOf(node), words().yaml.noValue({text: typedBy(node) ?? ''}));
  }

  #toKey(node: Node): string {
    this.#refuseReferences(node);
    const key = isScalar(node) ? node.value : undefined;
    if (typeof key === 'number') return String(key);
    if (typeof key !== 'string') {
      throw this.#problem(
        this.#lineOf(node),
        isScalar(node) ? words().yaml.noKey({text: node.source ?? ''}) : words().yaml.bracesAsKey,
      );
    }
    if (key === '__proto__') throw this.#problem(this.#lineOf(node), words().yaml.protoKey);
    return key;
  }

  #positionsIn(root: Node): Positions {
    if (this.#source.isOfLine === true) return withoutLines(words().policy.source.line);
    return {
      source: this.#source.name,
      lineOf: (path) => this.#lineOf(nearestNode(root, path)),
      typedAt: (path) => typedBy(valueAt(root, path)),
    };
  }

  #lineOf(node: Node): number {
    return this.#lineAt(node.range?.[0] ?? 0);
  }

  #lineAt(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }

  #tooMany(what: 'tooManyObjects' | 'tooManyDocuments', most: number): UserError {
    return new UserError('bad-input', words().yaml[what]({source: this.#source.name, most}));
  }

  #tooDeep(line: number): UserError {
    return this.#problem(line, words().yaml.tooDeep({most: manifestLimits.depth}));
  }

  #problem(line: number, {said, next}: {said: string; next?: string}, cause?: unknown): UserError {
    const message = words().yaml.problemAt({source: this.#source.name, line, problem: said});
    return new UserError('bad-input', message, {
      ...(next === undefined ? {} : {next}),
      cause,
    });
  }
}

/** The key of the last step when it is in a mapping, else the item; the nearest node around it if it does not exist. */
function nearestNode(root: Node, path: FieldPath): Node {
  let nearest = root;
  let current: Node | null = root;
  for (const step of path) {
    if (isSeq<Node>(current) && typeof step === 'number') {
      const item: Node | undefined = current.items[step];
      if (item === undefined) return nearest;
      nearest = item;
      current = item;
    } else if (isMap<Node, Node | null>(current)) {
      const pair = pairAt(current, step);
      if (pair === undefined) return nearest;
      nearest = pair.key;
      current = pair.value;
    } else {
      return nearest;
    }
  }
  return nearest;
}

const isTwice = (map: YAMLMap<Node, Node | null>, name: string): boolean =>
  map.items.filter(({key}) => isScalar(key) && key.value === name).length > 1;

const pairAt = (map: YAMLMap<Node, Node | null>, step: string | number): Pair<Node, Node | null> | undefined =>
  map.items.find(({key}) => isScalar(key) && String(key.value) === step);

/** The value at a path itself; null if there is none. */
function valueAt(root: Node, path: FieldPath): Node | null {
  let current: Node | null = root;
  for (const step of path) {
    if (isSeq<Node>(current) && typeof step === 'number') current = current.items[step] ?? null;
    else if (isMap<Node, Node | null>(current)) current = pairAt(current, step)?.value ?? null;
    else return null;
  }
  return current;
}

const typedBy = (node: Node | null): string | undefined =>
  isScalar(node) && node.type === 'PLAIN' ? node.source : undefined;

/** kubectl reads dates, times such as 1:30 and `<<` as text, and knows none of YAML's rarer collections. */
function keepTagsOfKubectl(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'object' && plainTags.has(tag.tag) && tag.format !== 'TIME');
}

const plainTags = new Set(
  ['map', 'seq', 'str', 'null', 'bool', 'int', 'float'].map((name) => `tag:yaml.org,2002:${name}`),
);
