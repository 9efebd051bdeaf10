import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import {UserError} from '#src/operations/user-error.ts';
import {notesOfHosts} from '#src/sandbox/policy/admit-manifest.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import type {ToCreate} from '../objects/create-objects.ts';
import {words} from '#src/words/words.ts';

/**
 * Admits an object that a line stands for, as if it had been applied. What is only printed is printed in any case, and it
 * is told what would stand in its way.
 * @param flag what `-n` says, which is printed with it
 * @throws UserError `refused` for what could not be applied either
 */
export function admitLine(
  written: JsonObject,
  {printing, sandbox, flag}: {printing: Pick<Printing, 'dryRun'>; sandbox: SandboxSpec; flag?: string | undefined},
): ToCreate {
  const positions = withoutLines(words().policy.source.line);
  const printed = flag === undefined ? written : inNamespace(written, flag);
  try {
    // the cluster writes its status itself, which need not be told
    const {object, notes} = admit(omitKeys(written, ['status']), sandbox, positions);
    const said = [...notes, ...notesOfHosts(written, sandbox)];
    return {written: printed, notes: said, ...(printing.dryRun === 'client' ? {} : {admitted: object})};
  } catch (error) {
    if (printing.dryRun !== 'client' || !(error instanceof UserError)) throw error;
    return {written: printed, notes: [words().running.wouldBeRefused({reason: error.message})]};
  }
}

/** Behind its name, as kubectl has it in JSON. */
function inNamespace(object: JsonObject, namespace: string): JsonObject {
  const {metadata} = object;
  if (!isJsonObject(metadata)) return object;
  const {name, ...rest} = metadata;
  return {...object, metadata: {...(name === undefined ? {} : {name}), namespace, ...omitKeys(rest, ['namespace'])}};
}
