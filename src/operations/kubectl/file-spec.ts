import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '../user-error.ts';
import {knownResourceTypes} from './find-resource-types.ts';
import {parseObjectName} from './parse-object-name.ts';
import type {ShellWord} from './shell-words.ts';
import {typeLine} from './type-line.ts';
import {words} from '#src/words/words.ts';

/** A file in a container of a Pod. */
export interface ContainerFile {
  readonly is: 'remote';
  readonly namespace?: string;
  readonly pod: string;
  readonly path: string;
}

/** A file where kubectl runs: here, one of the learner's own or of the lab's. */
export interface LocalFile {
  readonly is: 'local';
  readonly path: string;
}

/**
 * What `cp` is given: `FILE`, `POD:FILE` or `NAMESPACE/POD:FILE`. The first colon ends the Pod, as kubectl has it.
 * @throws UserError `bad-input` for another form and for what cannot be a Pod's name, `unsupported` for `$(…)`
 */
export function parseFileSpec({text, substitution}: ShellWord): ContainerFile | LocalFile {
  if (substitution !== undefined) throw new UserError('unsupported', words().verbs.exec.substitution);
  const colon = text.indexOf(':');
  if (colon === -1) return {is: 'local', path: text};
  const [first = '', second, ...more] = text.slice(0, colon).split('/');
  if (colon === 0 || more.length > 0) {
    throw new UserError('bad-input', 'error: filespec must match the canonical format: [[namespace/]pod:]file/path');
  }
  // kubectl takes no folder for another file than the one of that name
  const path = text.slice(colon + 1).replace(/(?<=.)\/+$/u, '');
  if (second === undefined) return {is: 'remote', pod: podNamed(first), path};
  const [type] = isObjectName(second) ? knownResourceTypes(first) : [];
  if (type !== undefined) {
    throw new UserError('bad-input', words().verbs.cp.podAlone({given: `${first}/${second}`}), {
      next: typeLine('kubectl get pods'),
    });
  }
  return {is: 'remote', namespace: first, pod: podNamed(second), path};
}

function podNamed(text: string): string {
  const name = parseObjectName({text});
  if (typeof name !== 'string') throw new Error('a text is a name or none');
  return name;
}
