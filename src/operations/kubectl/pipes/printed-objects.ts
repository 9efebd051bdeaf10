import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import type {ManifestSource} from '../../arguments.ts';
import type {Printing} from '../print-flags.ts';
import type {ShellOperation} from '../read-shell-line.ts';

/** As kubectl calls what it reads from there. */
const name = 'STDIN';

/**
 * The objects that a line prints whatever is in the cluster: those that it makes on paper (`--dry-run=client -o yaml`), or
 * what is in a file. Undefined for every other line.
 */
export function printedObjects(operation: ShellOperation): ManifestSource | undefined {
  if (operation.filters !== undefined || operation.into !== undefined) return undefined;
  switch (operation.kind) {
    case 'print':
      return {name, yaml: operation.text};
    case 'create':
      return operation.from.is === 'line' && isOnPaper(operation.printing)
        ? ofLine([operation.from.object], namespaceFlagOf(operation))
        : undefined;
    case 'run':
      return isOnPaper(operation.printing)
        ? ofLine(
            [operation.pod, ...(operation.service === undefined ? [] : [operation.service])],
            namespaceFlagOf(operation),
          )
        : undefined;
    default:
      return undefined;
  }
}

const isOnPaper = ({dryRun, output}: Printing): boolean =>
  dryRun === 'client' && (output === 'yaml' || output === 'json');

/** JSON is YAML too, and has one reading. */
function ofLine(objects: readonly JsonObject[], namespace: string | undefined): ManifestSource {
  const yaml = objects.map((object) => JSON.stringify(inNamespace(object, namespace), undefined, 2)).join('\n---\n');
  return {name, yaml, isOfLine: true};
}

function inNamespace(object: JsonObject, namespace: string | undefined): JsonObject {
  const {metadata} = object;
  return namespace === undefined || !isJsonObject(metadata) ? object : {...object, metadata: {...metadata, namespace}};
}
