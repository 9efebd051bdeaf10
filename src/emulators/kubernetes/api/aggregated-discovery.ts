import {resourceTypes} from '../resources/registry.ts';
import type {ResourceType} from '../resources/resource-type.ts';

const form = /application\/json;\s*g=apidiscovery\.k8s\.io;\s*v=v2;\s*as=APIGroupDiscoveryList/;

/** The type of an answer in this form, which the client looks for. */
export const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Whether all types of `/api` or `/apis` are asked for at once, which spares a request for each group. */
export function wantsAggregated(accept: string | undefined): boolean {
  const parts = (accept ?? '').split(',').map((part) => part.trim());
  const at = parts.findIndex((part) => form.test(part));
  const plain = parts.findIndex((part) => /^application\/json\s*(;\s*q=|$)/.test(part));
  return at >= 0 && (plain < 0 || at < plain);
}

/** @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export function aggregatedDiscovery(root: 'api' | 'apis'): object {
  const groups = Map.groupBy(
    resourceTypes.filter(({group}) => (group === '') === (root === 'api')),
    ({group}) => group,
  );
  const items = [...groups].map(([group, types]) => {
    const versions = Map.groupBy(types, ({version}) => version);
    return {
      metadata: group === '' ? {} : {name: group},
      versions: [...versions].map(([version, ofVersion]) => ({
        version,
        resources: ofVersion.map(describe),
        freshness: 'Current',
      })),
    };
  });
  return {kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items};
}

/** A kind's group and version are those that it stands in, unless they are named. */
function describe(type: ResourceType): object {
  return {
    resource: type.plural,
    responseKind: {group: '', version: '', kind: type.kind},
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...(type.shortNames.length === 0 ? {} : {shortNames: type.shortNames}),
    ...(type.categories.length === 0 ? {} : {categories: type.categories}),
    ...(type.subresources.length === 0
      ? {}
      : {
          subresources: type.subresources.map(({name, kind, verbs, kindFrom}) => ({
            subresource: name,
            responseKind: {group: '', version: '', ...kindFrom, kind},
            verbs,
          })),
        }),
  };
}
