import {groupVersions, resourceTypes} from '../resources/registry.ts';
import {kubernetesMinor, kubernetesVersion} from '../version.ts';
import {groupVersion, type ResourceType} from '../resources/resource-type.ts';

/** What `kubectl version` shows as the server's. */
export const versionInfo = {
  major: '1',
  minor: kubernetesMinor,
  emulationMajor: '1',
  emulationMinor: kubernetesMinor,
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '36',
  gitVersion: `${kubernetesVersion}+labrador`,
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-07-15T00:00:00Z',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
};

export function apiVersions(address: string): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{clientCIDR: '0.0.0.0/0', serverAddress: address}],
  };
}

export function apiGroups(): object {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groupVersions().map(({group}) => apiGroup(group)),
  };
}

/** A group, or undefined when there is none of the name; each is served in one version. */
export function apiGroup(group: string): object | undefined {
  const served = groupVersions().find((one) => one.group === group);
  if (served === undefined) return undefined;
  const {version} = served;
  const entry = {groupVersion: `${group}/${version}`, version};
  return {name: group, versions: [entry], preferredVersion: entry};
}

/** The types of one group and version, or undefined when there are none. */
export function apiResources(group: string, version: string): object | undefined {
  const types = resourceTypes.filter((type) => type.group === group && type.version === version);
  if (types.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: groupVersion({group, version}),
    resources: types.flatMap((type) => [describe(type)].concat(describeSubresources(type))),
  };
}

function describe(type: ResourceType): object {
  return {
    name: type.plural,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: type.verbs,
    ...(type.shortNames.length === 0 ? {} : {shortNames: type.shortNames}),
    ...(type.categories.length === 0 ? {} : {categories: type.categories}),
  };
}

function describeSubresources(type: ResourceType): object[] {
  return type.subresources.map(({name, kind, verbs, kindFrom = {}}) => ({
    name: `${type.plural}/${name}`,
    singularName: '',
    namespaced: type.namespaced,
    ...kindFrom,
    kind,
    verbs,
  }));
}
