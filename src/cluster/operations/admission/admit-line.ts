import type {Printing} from '#src/operations/kubectl/print-flags.ts';
import {UserError} from '#src/operations/user-error.ts';
import {omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import {admit} from '#src/sandbox/policy/policy.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {withoutLines} from '#src/sandbox/yaml/positions.ts';
import type {ToCreate} from '../objects/create-objects.ts';
import {words} from '#src/words/words.ts';

/**
 * Admits an object that a line stands for, as if it had been applied. What is only printed is printed in any case, and it
 * is told what would stand in its way.
 * @throws UserError `refused` for what could not be applied either
 */
export function admitLine(
  written: JsonObject,
  {printing, sandbox}: {printing: Pick<Printing, 'dryRun'>; sandbox: SandboxSpec},
): ToCreate {
  const positions = withoutLines(words().policy.source.line);
  try {
    // the cluster writes its status itself, which need not be told
    const {object, notes} = admit(omitKeys(written, ['status']), sandbox, positions);
    return {written, notes, ...(printing.dryRun === 'client' ? {} : {admitted: object})};
  } catch (error) {
    if (printing.dryRun !== 'client' || !(error instanceof UserError)) throw error;
    return {written, notes: [words().running.wouldBeRefused({reason: error.message})]};
  }
}
