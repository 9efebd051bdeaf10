import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {readManifests, type Manifest} from '#src/sandbox/yaml/read-manifests.ts';
import {words} from '#src/words/words.ts';

/** A document of YAML with objects of Kubernetes, or what is in their place. */
export interface ObjectDocument {
  readonly file: string;
  /** Where it begins, from 1, in the file. */
  readonly line: number;
  /** What it is, in a word: `Deployment web`. */
  readonly text: string;
  readonly manifests: readonly Manifest[];
  /** Why it cannot be read at all. */
  readonly problem: string | undefined;
}

interface Text {
  readonly file: string;
  /** The line of the file that its first line is. */
  readonly line: number;
  readonly text: string;
}

const mostDocuments = 1000;
const template = /\{\{[^{}\n]{0,300}\}\}/u;
/** What a cluster has written into an object: something to look at. */
const isShown = /^[ \t]+"?(?:uid|resourceVersion)"?[ \t]*:/mu;

/** The documents that are meant to be objects of Kubernetes; values of charts, workflows and the like are not. */
export function readObjects({file, line, text}: Text, {isInText}: {isInText: boolean}): ObjectDocument[] {
  if (isInText && isShown.test(text)) return [];
  const documents = splitDocuments(text.replace(/^\ufeff/u, '').replaceAll(/\r\n?/gu, '\n'));
  return documents.flatMap((document): ObjectDocument[] => {
    const begin = line + document.below;
    const padded = `${'\n'.repeat(begin - 1)}${document.text}`;
    const read = {file, line: begin};
    const known = knownProblem(file, document.text);
    if (known !== undefined) return looksLikeObject(document.text) ? [{...read, ...known, manifests: []}] : [];
    try {
      const manifests = readManifests({name: file, yaml: padded});
      const such = manifests.filter(({object}) => typeof object['kind'] === 'string' && hasCompany(object));
      return such.length === 0
        ? []
        : [
            {
              ...read,
              text: such.map(({object}) => nameOfObject(object)).join(', '),
              manifests: such,
              problem: undefined,
            },
          ];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!looksLikeObject(document.text)) return [];
      return [{...read, text: nameIn(document.text), manifests: [], problem: error.message}];
    }
  });
}

/** What is to be said of a file by its name, or of a text by its marks, before it is read. */
function knownProblem(file: string, text: string): {text: string; problem: string} | undefined {
  if (/(?:^|\/)kustomization\.ya?ml$/iu.test(file)) {
    return {text: 'Kustomization', problem: words().otherVerbs.next.kustomize};
  }
  const isTemplate = template.test(text.replaceAll(/"[^"\n]*"|'[^'\n]*'|#.*$/gmu, ''));
  return isTemplate
    ? {text: nameIn(text), problem: 'A template has {{ … }} in it; YAML that is complete can be applied.'}
    : undefined;
}

const hasCompany = (object: Manifest['object']): boolean => 'apiVersion' in object || 'metadata' in object;

const looksLikeObject = (text: string): boolean =>
  /^[ \t]*"?apiVersion"?[ \t]*:/mu.test(text) && /^[ \t]*"?kind"?[ \t]*:/mu.test(text);

/** `Deployment web`. */
export function nameOfObject({kind, metadata}: JsonObject): string {
  const name = isJsonObject(metadata) ? metadata['name'] : undefined;
  return [kind, name].filter((part) => typeof part === 'string').join(' ');
}

function nameIn(text: string): string {
  const value = (key: RegExp): string => key.exec(text)?.[1]?.trim() ?? '';
  const name = `${value(/^[ \t]*"?kind"?[ \t]*:[ \t]*"?([\w.-]+)/mu)} ${value(/^[ \t]+"?name"?[ \t]*:[ \t]*"?([\w.-]+)/mu)}`;
  return name.trim() || 'object';
}

/** What `---` parts, each from the line in which it begins to say something. */
function splitDocuments(text: string): {below: number; text: string}[] {
  const documents: {below: number; text: string}[] = [];
  const lines = text.split('\n');
  let first: number | undefined;
  for (const [at, line] of [...lines, '---'].entries()) {
    if (!/^---(?:\s.*)?$/u.test(line)) {
      if (first === undefined && !/^\s*(?:#.*)?$/u.test(line)) first = at;
    } else if (first !== undefined) {
      documents.push({below: first, text: lines.slice(first, at).join('\n')});
      first = undefined;
      if (documents.length === mostDocuments) break;
    }
  }
  return documents;
}
