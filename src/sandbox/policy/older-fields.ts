import {isJsonObject, omitKeys, type JsonObject} from '#src/kubernetes/json.ts';
import type {AllowedKind} from './allowed-kinds.ts';
import {isFromCluster} from './check-fields.ts';
import {updateAt} from './update-at.ts';
import {words} from '#src/words/words.ts';

/**
 * An object with the fields that Kubernetes has other names for today by these, as the API server itself reads them; and
 * what is said of it, if it has one. Where both names are there, today's counts.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/conversion.go
 */
export function inTodaysFields(
  object: JsonObject,
  {podSpecAt}: Pick<AllowedKind, 'podSpecAt'>,
): {readonly object: JsonObject; readonly notes: readonly string[]} {
  // a cluster writes both of them
  if (podSpecAt === undefined || isFromCluster(object)) return {object, notes: []};
  const notes: string[] = [];
  const renamed = updateAt(object, {
    at: podSpecAt,
    to: (podSpec) => {
      if (!isJsonObject(podSpec)) return podSpec;
      const {serviceAccount, serviceAccountName} = podSpec;
      const isAlone = (serviceAccountName ?? '') === '' && (serviceAccount ?? '') !== '';
      if (!isAlone || serviceAccount === undefined) return podSpec;
      notes.push(words().policy.note.olderField({field: 'serviceAccount', today: 'serviceAccountName'}));
      return {...omitKeys(podSpec, ['serviceAccount']), serviceAccountName: serviceAccount};
    },
  });
  return {object: renamed, notes};
}
