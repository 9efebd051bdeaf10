import {UserError} from '#src/operations/user-error.ts';
import {isJsonList, isJsonObject, printable, type JsonObject} from '#src/kubernetes/json.ts';
import {words} from '#src/words/words.ts';

interface EnvironmentChange {
  /** Variables as a container has them; of two with one name the first counts. */
  readonly set: readonly JsonObject[];
  readonly remove: readonly string[];
  readonly overwrite: boolean;
}

/**
 * The container with its variables changed: those that it has keep their places, new ones follow.
 * @throws UserError `conflict` for one that it has, where that is not to be overwritten
 */
export function withEnvironment(container: JsonObject, {set, remove, overwrite}: EnvironmentChange): JsonObject {
  const before = variablesOf(container);
  const nameOf = ({name}: JsonObject): string => printable(name);
  const wanted = new Map([...set].reverse().map((variable) => [nameOf(variable), variable] as const));
  const clash = before.map(nameOf).find((name) => wanted.has(name));
  if (clash !== undefined && !overwrite) {
    throw new UserError('conflict', `error: '${clash}' already has a value, and --overwrite is false`, {
      next: words().running.overwriteVariable,
    });
  }
  const kept = before.filter((variable) => !remove.includes(nameOf(variable)));
  const changed = kept.map((variable) => wanted.get(nameOf(variable)) ?? variable);
  const names = new Set(kept.map(nameOf));
  const added = set.filter((variable) => !names.has(nameOf(variable)) && wanted.get(nameOf(variable)) === variable);
  const {env: _env, ...rest} = container;
  const env = [...changed, ...added];
  return env.length === 0 ? rest : {...rest, env};
}

/** What `set env --list` prints of a container. */
export function listEnvironment(container: JsonObject, {kind, name}: {kind: string; name: string}): string[] {
  return [
    `# ${kind} ${name}, container ${printable(container['name'])}`,
    ...variablesOf(container).map((variable) => {
      const {name: variableName, value, valueFrom} = variable;
      return isJsonObject(valueFrom)
        ? `# ${printable(variableName)} from ${sourceOf(valueFrom)}`
        : `${printable(variableName)}=${value === undefined ? '' : printable(value)}`;
    }),
  ];
}

function variablesOf({env}: JsonObject): JsonObject[] {
  return isJsonList(env) ? env.flatMap((variable) => (isJsonObject(variable) ? [variable] : [])) : [];
}

/** Where a variable has its value from, in kubectl's words. */
function sourceOf({configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef}: JsonObject): string {
  if (isJsonObject(configMapKeyRef)) {
    return `configmap ${printable(configMapKeyRef['name'])}, key ${printable(configMapKeyRef['key'])}`;
  }
  if (isJsonObject(fieldRef)) return `field path ${printable(fieldRef['fieldPath'])}`;
  if (isJsonObject(resourceFieldRef)) {
    const {containerName, resource} = resourceFieldRef;
    return `resource field ${containerName === undefined ? '' : `${printable(containerName)}/`}${printable(resource)}`;
  }
  if (isJsonObject(secretKeyRef)) {
    return `secret ${printable(secretKeyRef['name'])}, key ${printable(secretKeyRef['key'])}`;
  }
  return 'invalid valueFrom';
}
