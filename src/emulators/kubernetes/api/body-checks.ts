import type {Json, JsonObject} from '../json.ts';
import {findKind} from '../resources/registry.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';
import {badRequest, fieldError, invalid} from '../status-error.ts';

const validations = ['', 'Ignore', 'Strict', 'Warn'];

/**
 * Holds what a body says that it is against what its path says; it may leave that out.
 * @throws StatusError 400
 */
export function checkKind(type: ResourceType, body: JsonObject): void {
  const apiVersion = textOf(body['apiVersion'] ?? groupVersion(type));
  const kind = textOf(body['kind'] ?? type.kind);
  if (kind === type.kind && apiVersion === groupVersion(type)) return;
  const version = apiVersion.split('/').at(-1) ?? '';
  const given = findKind(apiVersion, kind);
  const why =
    given === undefined
      ? `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
      : `converting (${version}.${kind}) to (${packageOf(type)}.${type.kind}): unknown conversion`;
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${type.kind}: ${why}`);
}

/** @throws StatusError 422 for a way of looking at unknown fields that is none */
export function checkFieldValidation(query: URLSearchParams, name: string): void {
  const given = query.get('fieldValidation') ?? '';
  if (validations.includes(given)) return;
  const kind = name === '' ? 'CreateOptions' : 'UpdateOptions';
  throw invalid(optionsOf(kind), '', [fieldError.notSupported('fieldValidation', given, validations)]);
}

/** Options are validated as an object of their own is. */
export function optionsOf(kind: string): {group: string; kind: string} {
  return {group: 'meta.k8s.io', kind};
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where the server's own form of a type is declared: `core`, `apps`, `rbac`. */
function packageOf({group}: ResourceType): string {
  return group === '' ? 'core' : (group.split('.')[0] ?? '');
}
