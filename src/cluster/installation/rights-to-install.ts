import {z} from 'zod';
import {isJsonObject, type JsonObject} from '#src/kubernetes/json.ts';
import type {ApiClient} from '../api/api-client.ts';
import {resourceOf} from '../api/apply-manifest.ts';
import {isAllowed} from './check-rights.ts';
import type {Right} from './rights/right.ts';

const rbac = 'rbac.authorization.k8s.io';

const rulesSchema = z.array(
  z.object({
    apiGroups: z.array(z.string()),
    resources: z.array(z.string()),
    resourceNames: z.array(z.string()).optional(),
    verbs: z.array(z.string()),
  }),
);

/**
 * What `client` may not do of all that applying the manifests takes, each once. Roles may be written by who may do all that
 * they grant, or has the verb `escalate`; the same holds for binding them and `bind`.
 */
export async function missingToApply(
  client: ApiClient,
  manifests: readonly JsonObject[],
  signal: AbortSignal,
): Promise<Right[]> {
  const missing = await missingOf(client, manifests.flatMap(rightsFor), signal);
  const special = (['escalate', 'bind'] as const).flatMap((verb) =>
    ['roles', 'clusterroles'].map((resource) => ({verb, group: rbac, resource})),
  );
  const lacksSpecial = await missingOf(client, special, signal);
  if (lacksSpecial.length > 0 && (await missingOf(client, manifests.flatMap(grantedBy), signal)).length > 0) {
    missing.push(...lacksSpecial);
  }
  // of many objects of a type one line
  return [...new Map(missing.map(({name: _name, ...right}) => [JSON.stringify(right), right])).values()];
}

/** Those of the rights that `client` does not have. */
export async function missingOf(client: ApiClient, rights: readonly Right[], signal: AbortSignal): Promise<Right[]> {
  const answers = await Promise.all(rights.map(async (right) => isAllowed(client, right, signal)));
  return rights.filter((_right, index) => answers[index] === false);
}

function rightsFor(manifest: JsonObject): Right[] {
  const {group, plural, name, namespace} = resourceOf(manifest);
  const right = {group, resource: plural, ...(namespace === undefined ? {} : {namespace})};
  return [
    {...right, verb: 'create'},
    {...right, verb: 'patch', name},
  ];
}

/** What a role grants, everywhere or in its namespace. */
function grantedBy(manifest: JsonObject): Right[] {
  const rules = rulesSchema.safeParse(manifest['rules']).data ?? [];
  const metadata = isJsonObject(manifest['metadata']) ? manifest['metadata'] : {};
  const namespace = typeof metadata['namespace'] === 'string' ? {namespace: metadata['namespace']} : {};
  return rules.flatMap(({apiGroups, resources, resourceNames = [undefined], verbs}) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        resourceNames.flatMap((name) =>
          verbs.map((verb) => ({verb, group, resource, ...(name === undefined ? {} : {name}), ...namespace})),
        ),
      ),
    ),
  );
}
