import type {JsonObject} from '#src/kubernetes/json.ts';
import {isNamespaceName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {generateNamespace} from '../../generators/namespace.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const example = 'create namespace NAME';

export const namespace: CreatedKind = {
  names: ['namespace', 'ns', 'namespaces'],
  flags: [],
  example,
  failure: 'failed to create namespace',
  make,
};

function make({typed, flags}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  refuseCommand(flags.afterDashes);
  if (!isNamespaceName(name)) throw new UserError('bad-input', words().namespaces.noName({name: shown(name)}));
  return generateNamespace({name});
}
