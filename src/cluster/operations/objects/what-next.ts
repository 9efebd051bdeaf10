import type {JsonObject} from '#src/kubernetes/json.ts';
import {words} from '#src/words/words.ts';

/** What to do about an object that the server refused with this reason, where its own words do not say it. */
export function whatNext(reason: string, object: JsonObject | undefined): {readonly next?: string} {
  const {kind} = object ?? {};
  if (reason === 'AlreadyExists') return {next: words().running.isThere};
  // RBAC lets nobody give more than they hold
  if (reason === 'Forbidden' && (kind === 'Role' || kind === 'RoleBinding'))
    return {next: words().running.ownRightsOnly};
  if (reason === 'NotFound' && kind === 'RoleBinding') return {next: words().running.roleFirst};
  return {};
}
