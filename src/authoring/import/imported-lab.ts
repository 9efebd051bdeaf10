import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {admitManifest} from '#src/sandbox/policy/admit-manifest.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {withoutClusterKinds} from '#src/sandbox/policy/without-cluster-kinds.ts';
import {manifestLimits, readManifests, type Manifest} from '#src/sandbox/yaml/read-manifests.ts';
import {words} from '#src/words/words.ts';
import type {ReadText} from './read-text.ts';
import {shellLimits} from '#src/operations/shell/shell-state.ts';
import {judgeText, type LineContext} from './judge-line.ts';
import {isEditor, isNotNeeded, programOf} from './known-programs.ts';
import {labName, pathInLab} from './lab-paths.ts';
import {needsOf, sandboxOf} from './lab-policy-of.ts';
import {changedFolder, namedPaths, NamedFiles} from './named-files.ts';
import type {BlockCommand} from './read-block.ts';
import {nameOfObject, readObjects, type ObjectDocument} from './read-objects.ts';
import {folderOf, type Source} from './source.ts';
import type {Judged, JudgedLine, OtherLine} from './verdict.ts';

interface Parts {
  readonly source: Source;
  /** What the lab is to be called; else after its folder. */
  readonly name: string | undefined;
  /** In the source; empty for the source itself. */
  readonly folder: string;
  readonly texts: readonly ReadText[];
  /** Those of the lab, and those of the whole source, which its lines can name too. */
  readonly manifests: readonly string[];
  readonly allManifests: readonly string[];
}

/** As many as the reader of lines is given to look for what was meant. */
const mostOffered = 200;
/** `> FILE`, and `tee FILE`. */
const written = /(?:(?<![<>&\d])>{1,2}|\btee\b(?:[ \t]+-a)?)[ \t]*(?<file>[^\s<>|;&]+)/u;

/** A lab as people wrote it, with what is said of all its lines and objects. */
export class ImportedLab {
  readonly name: string;
  readonly folder: string;
  readonly lines: readonly JudgedLine[];
  readonly objects: readonly Judged[];
  readonly others: readonly OtherLine[];
  /** The lab's manifests, and those that its lines name beside, by their paths in a lab's folder. */
  readonly files: ReadonlyMap<string, string>;

  readonly #parts: Parts;
  readonly #spec: SandboxSpec;
  readonly #namespaces: readonly string[];
  readonly #named: NamedFiles;
  readonly #files = new Map<string, string>();
  /** Where a file of `files` is in the source. */
  readonly #origins = new Map<string, string>();
  readonly #problems = new Map<string, string | undefined>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.folder = parts.folder;
    this.name = parts.name ?? labName(parts.source.path, parts.folder);
    this.#named = new NamedFiles(parts.allManifests, parts.source.path);
    this.files = this.#files;
    for (const file of parts.manifests.slice(0, mostOffered)) this.#pathOf(file);
    const documents = this.#documents();
    const needs = needsOf(documents.flatMap(({manifests}) => manifests.map(({object}) => object)));
    this.#namespaces = needs.namespaces;
    this.#spec = sandboxOf(this.name, needs);
    this.objects = documents.flatMap((document) => this.#judgeDocument(document));
    const judged = parts.texts.flatMap((text) => this.#judgeText(text));
    this.lines = judged.filter((line) => 'verdict' in line);
    this.others = judged.filter((line) => 'program' in line);
  }

  /** The objects of files of the lab, read once more. */
  objectsOf(paths: readonly string[]): JsonObject[] {
    return paths
      .flatMap((path) => readManifests({name: path, yaml: this.#files.get(path) ?? ''}))
      .map(({object}) => object);
  }

  #documents(): ObjectDocument[] {
    const {source, manifests, texts} = this.#parts;
    const ofTexts = texts.flatMap(({file, parts}) =>
      parts.flatMap((part) => {
        const yaml = part.kind === 'yaml' ? part : part.kind === 'command' ? part.heredoc : undefined;
        return yaml === undefined ? [] : readObjects({...yaml, file}, {isInText: true});
      }),
    );
    const ofFiles = manifests.flatMap((file) =>
      readObjects({file, line: 1, text: source.texts.get(file) ?? ''}, {isInText: false}),
    );
    return [...ofTexts, ...ofFiles];
  }

  #judgeDocument(document: ObjectDocument, among: readonly Manifest[] = document.manifests): Judged[] {
    const {file, line, text, manifests} = document;
    const {size} = new Blob([this.#parts.source.texts.get(file) ?? '']);
    const isTooLarge = this.#parts.manifests.includes(file) && size > manifestLimits.bytes;
    const whole = isTooLarge
      ? words().yaml.tooLarge({source: file, kib: manifestLimits.bytes / 1024}).message
      : document.problem;
    if (whole !== undefined) return [this.#judged({file, line, text, problem: whole})];
    const meant = manifests.filter((manifest) => among.includes(manifest));
    return meant.map(({object, positions}) => {
      const problem = refusalOf(() => admitManifest({object, positions}, {spec: this.#spec}));
      return this.#judged({file, line, text: nameOfObject(object), problem});
    });
  }

  #judged({file, line, text, problem}: Omit<ObjectDocument, 'manifests'>): Judged {
    const verdict = problem === undefined ? 'understood' : 'refused';
    return {kind: 'manifest', file, line, text, verdict, reason: problem, instead: undefined};
  }

  #judgeText({file, parts}: ReadText): (JudgedLine | OtherLine)[] {
    const judged: (JudgedLine | OtherLine)[] = [];
    const own = new Set<string>();
    const shell = {files: new Map<string, string>(), variables: new Map<string, string>()};
    const applied = new Set(parts.flatMap((part) => (part.kind === 'command' ? namedPaths(part.text) : [])));
    const from = [folderOf(file)];
    let heading: JudgedLine['heading'];
    let isShown = false;
    for (const part of parts) {
      if (part.kind === 'heading') {
        heading = part;
        isShown = false;
      } else if (part.kind === 'yaml') {
        isShown = true;
      } else {
        const {text, line} = part;
        const place = {lab: this.folder, from};
        const found = judgeText(text, {
          lab: this.name,
          files: this.#files,
          pathFor: (named) => this.#find(named, place),
          problemOf: (paths, flag) => this.#problemOf(paths, flag),
          heredocProblem: this.#heredocProblem(file, part),
          isOwn: (named) => own.has(named) || isShown,
          isApplied: (named) => applied.has(named),
          shell,
          keep: (made) => {
            const held = made.kind === 'file' ? shell.files : shell.variables;
            const before = made.appends === true ? (held.get(made.name) ?? '') : '';
            held.delete(made.name);
            held.set(made.name, `${before}${made.text}`);
            const most = made.kind === 'file' ? shellLimits.files : shellLimits.variables;
            // in a long document the oldest make room
            for (const name of held.keys()) if (held.size >= most) held.delete(name);
          },
        } satisfies LineContext);
        const program = programOf(text);
        // it was pasted, and can be named by what was made of it
        if (found?.instead === words().otherVerbs.next.ownYaml) for (const path of namedPaths(text)) own.add(path);
        if (found !== undefined) judged.push({kind: 'line', file, line, text, heading, ...found});
        else judged.push({file, line, program, isNeeded: !isNotNeeded(program)});
        const ownFile = isEditor(program) ? text.split(/\s+/u).at(-1) : written.exec(text)?.groups?.['file'];
        if (ownFile !== undefined) own.add(ownFile);
        const changed = program === 'cd' ? changedFolder(text.split(/\s+/u)[1] ?? '', from) : undefined;
        if (changed !== undefined) from.unshift(changed);
      }
    }
    return judged;
  }

  #heredocProblem(file: string, {heredoc, text}: BlockCommand): string | undefined {
    if (heredoc === undefined || !/\bkubectl\b|\bk\b/u.test(text)) return undefined;
    const documents = readObjects({...heredoc, file}, {isInText: true});
    const {own} = withoutClusterKinds(documents.flatMap(({manifests}) => manifests));
    return (
      documents.flatMap((document) => this.#judgeDocument(document, own)).find(({verdict}) => verdict === 'refused')
        ?.reason ?? undefined
    );
  }

  #find(named: string, place: {lab: string; from: readonly string[]}): string | undefined {
    const found = this.#named.find(named, place);
    if (found === undefined) return undefined;
    for (const file of this.#named.filesAt(found)) this.#pathOf(file);
    return pathInLab(found, this.#labOf());
  }

  #pathOf(file: string): string {
    const path = pathInLab(file, this.#labOf());
    this.#origins.set(path, file);
    this.#files.set(path, this.#parts.source.texts.get(file) ?? '');
    return path;
  }

  #labOf(): {folder: string; hasSpecs: boolean} {
    const specs = this.folder === '' ? 'specs/' : `${this.folder}/specs/`;
    return {folder: this.folder, hasSpecs: this.#parts.manifests.some((file) => file.startsWith(specs))};
  }

  #problemOf(paths: readonly string[], flag: string | undefined): string | undefined {
    const judged = JSON.stringify([paths, flag]);
    if (!this.#problems.has(judged)) {
      const problem = refusalOf(() => {
        const manifests = paths.flatMap((path) =>
          readManifests({name: this.#origins.get(path) ?? path, yaml: this.#files.get(path) ?? ''}),
        );
        for (const {object, positions} of withoutClusterKinds(manifests).own) this.#admit({object, positions}, flag);
      });
      this.#problems.set(judged, problem);
    }
    return this.#problems.get(judged);
  }

  /** In the namespace of the learner's that a line is about. */
  #admit({object, positions}: Pick<Manifest, 'object' | 'positions'>, flag: string | undefined): void {
    const home = this.#specWith(object);
    admitManifest({object, positions}, {spec: flag === undefined ? home : sandboxNamed(home, flag), flag});
  }

  /** A file of another lab of the source brings what it needs with it. */
  #specWith(object: JsonObject): SandboxSpec {
    const {images, hostPathLeaves} = needsOf([object]);
    const {lab} = this.#spec;
    return sandboxOf(this.name, {
      images: [...new Set([...lab.images, ...images])],
      hostPathLeaves: [...new Set([...lab.hostPathLeaves, ...hostPathLeaves])].filter(
        (leaf, _, all) => !all.some((other) => leaf.startsWith(`${other}/`)),
      ),
      namespaces: this.#namespaces,
    });
  }
}

/** Why something is refused; undefined if it is not. */
function refusalOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
