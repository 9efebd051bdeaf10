import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateConfigMap} from '../../generators/config-map.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {keyedSourceFlags, readKeyedSources} from '../../read-keyed-sources.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';

const example = 'create configmap NAME --from-literal=KEY=VALUE';

export const configMap: CreatedKind = {
  names: ['configmap', 'cm', 'configmaps'],
  flags: keyedSourceFlags,
  example,
  failure: 'failed to create configmap',
  make,
};

function make(line: CreateLine): JsonObject {
  const name = parseNewName(line.typed, {example});
  refuseCommand(line.flags.afterDashes);
  return generateConfigMap({name, data: readKeyedSources(line, {kind: 'ConfigMap', name})});
}
