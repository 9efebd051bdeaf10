import {z} from 'zod';
import type {ApiClient} from './api-client.ts';

/** A type that an API server has, as its discovery tells of it. `group` is empty for the core group. */
export interface DiscoveredType {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly isNamespaced: boolean;
  readonly verbs: readonly string[];
}

/** A group's versions, the preferred one first, each with its types in the server's order. */
export interface DiscoveredGroup {
  readonly name: string;
  readonly versions: readonly {
    readonly version: string;
    readonly types: readonly DiscoveredType[];
    /** What the server could not say of it, in kubectl's words: an API of somebody else's that is away. */
    readonly problem?: string;
  }[];
}

const texts = z.array(z.string()).default([]);

const aggregatedSchema = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z
    .array(
      z.object({
        metadata: z.object({name: z.string().default('')}).prefault({}),
        versions: z
          .array(
            z.object({
              version: z.string(),
              freshness: z.string().optional(),
              resources: z
                .array(
                  z.object({
                    resource: z.string(),
                    singularResource: z.string().default(''),
                    // one without is a parent of subresources alone
                    responseKind: z.object({kind: z.string()}).optional(),
                    scope: z.string().default(''),
                    shortNames: texts,
                    categories: texts,
                    verbs: texts,
                  }),
                )
                .default([]),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});
const coreSchema = z.object({kind: z.literal('APIVersions'), versions: texts});
const groupsSchema = z.object({
  kind: z.literal('APIGroupList'),
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({version: z.string()})),
      preferredVersion: z.object({version: z.string()}).optional(),
    }),
  ),
});
const resourcesSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      singularName: z.string().default(''),
      namespaced: z.boolean(),
      kind: z.string(),
      shortNames: texts,
      categories: texts,
      verbs: texts,
    }),
  ),
});

/** All types in two answers, which servers know since v1.26; before they give the list of groups. */
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/**
 * Which groups, versions and types an API server has. What an aggregated API keeps to itself is told as its `problem`.
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 * @throws ApiError when the server refuses to say
 */
export async function readDiscovery(client: ApiClient, signal: AbortSignal): Promise<DiscoveredGroup[]> {
  const found = await Promise.all([readRoot('/api', client, signal), readRoot('/apis', client, signal)]);
  return found.flat();
}

async function readRoot(root: '/api' | '/apis', client: ApiClient, signal: AbortSignal): Promise<DiscoveredGroup[]> {
  const {body} = await client.request({path: root, accept: aggregated, signal});
  const all = aggregatedSchema.safeParse(body);
  if (all.success) return all.data.items.map(groupOf);
  const groups =
    root === '/api'
      ? [{name: '', versions: coreSchema.parse(body).versions}]
      : groupsSchema.parse(body).groups.map(({name, versions, preferredVersion}) => ({
          name,
          versions: preferredFirst(
            versions.map(({version}) => version),
            preferredVersion?.version,
          ),
        }));
  return Promise.all(
    groups.map(async ({name, versions}) => ({
      name,
      versions: await Promise.all(
        versions.map(async (version) => {
          const path = name === '' ? `/api/${version}` : `/apis/${name}/${version}`;
          return {version, ...(await readVersion(path, {group: name, version}, client, signal))};
        }),
      ),
    })),
  );
}

function groupOf({metadata: {name}, versions}: z.infer<typeof aggregatedSchema>['items'][number]): DiscoveredGroup {
  return {
    name,
    versions: versions.map(({version, resources, freshness}) => {
      const known = resources.flatMap(({resource, singularResource, responseKind, scope, ...rest}) =>
        responseKind === undefined
          ? []
          : [
              {
                ...rest,
                group: name,
                version,
                plural: resource,
                singular: singularResource,
                kind: responseKind.kind,
                isNamespaced: scope === 'Namespaced',
              },
            ],
      );
      const stale = `stale GroupVersion discovery: ${groupVersionOf(name, version)}`;
      return {version, types: known, ...(freshness === 'Stale' ? {problem: stale} : {})};
    }),
  };
}

async function readVersion(
  path: string,
  {group, version}: {group: string; version: string},
  client: ApiClient,
  signal: AbortSignal,
): Promise<{types: DiscoveredType[]; problem?: string}> {
  try {
    const {resources} = resourcesSchema.parse((await client.request({path, signal})).body);
    const types = resources
      .filter(({name}) => !name.includes('/'))
      .map(({name, singularName, namespaced, kind, shortNames, categories, verbs}) => ({
        group,
        version,
        plural: name,
        singular: singularName,
        kind,
        shortNames,
        categories,
        isNamespaced: namespaced,
        verbs,
      }));
    return {types};
  } catch (error) {
    if (signal.aborted) throw error;
    return {types: [], problem: error instanceof Error ? error.message : String(error)};
  }
}

const preferredFirst = (versions: readonly string[], preferred: string | undefined): string[] =>
  versions.toSorted((one, other) => Number(other === preferred) - Number(one === preferred));

/** `v1`, `apps/v1` */
export const groupVersionOf = (group: string, version: string): string =>
  group === '' ? version : `${group}/${version}`;

/** Each type once: in its group's preferred version, or the first that has it. */
export function preferredTypes(groups: readonly DiscoveredGroup[]): DiscoveredType[] {
  return groups.flatMap(({versions}) => {
    const byPlural = new Map<string, DiscoveredType>();
    for (const type of versions.flatMap(({types}) => types)) {
      if (!byPlural.has(type.plural)) byPlural.set(type.plural, type);
    }
    return [...byPlural.values()];
  });
}
