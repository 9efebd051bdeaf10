import type {JsonObject} from '#src/kubernetes/json.ts';
import {words} from '#src/words/words.ts';
import type {ApiError} from '#src/cluster/api/api-error.ts';
import {NamespaceNotFound} from './require-namespace.ts';

/** What to do about an object that the server refused, where its own words do not say it. */
export function whatNext(error: ApiError, object: JsonObject | undefined): {readonly next?: string} {
  const {kind} = object ?? {};
  const {reason} = error;
  if (error instanceof NamespaceNotFound) return {next: error.next};
  if (reason === 'AlreadyExists') return {next: words().running.isThere};
  // RBAC lets nobody give more than they hold
  if (reason === 'Forbidden' && (kind === 'Role' || kind === 'RoleBinding'))
    return {next: words().running.ownRightsOnly};
  if (reason === 'NotFound' && kind === 'RoleBinding') return {next: words().running.roleFirst};
  return {};
}
