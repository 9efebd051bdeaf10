import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {resourceTypes} from '#src/kinds/resource-types.ts';

/** An object as the API server would have it, in any state that it may say of it. */
export interface ServedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {readonly name: string; readonly namespace?: string; readonly [field: string]: unknown};
  readonly [field: string]: unknown;
}

interface ServedType {
  readonly groupVersion: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly kind: string;
  readonly isNamespaced: boolean;
}

const lease: ServedType = {
  groupVersion: 'coordination.k8s.io/v1',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  kind: 'Lease',
  isNamespaced: true,
};
const served: readonly ServedType[] = [
  lease,
  ...resourceTypes.map(({group, version, ...type}) => ({
    ...type,
    groupVersion: group === '' ? version : `${group}/${version}`,
  })),
];

/**
 * An API server that has these objects and nothing else, to be read: for states that no cluster would be brought into
 * for a test.
 */
export async function startObjectServer(
  objects: readonly ServedObject[],
): Promise<{kubeconfigPath: string; close: () => Promise<void>}> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    const body = answer(url, objects) ?? {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      message: `${url.pathname} not found`,
      reason: 'NotFound',
      code: 404,
    };
    response.writeHead('code' in body ? 404 : 200, {'content-type': 'application/json'}).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'object-server-'));
  const kubeconfigPath = join(folder, 'kubeconfig');
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'objects', cluster: {server: `http://127.0.0.1:${port}`}}],
    users: [{name: 'reader', user: {token: 'none'}}],
    contexts: [{name: 'objects', context: {cluster: 'objects', user: 'reader'}}],
    'current-context': 'objects',
  };
  await writeFile(kubeconfigPath, JSON.stringify(kubeconfig));
  return {
    kubeconfigPath,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await rm(folder, {recursive: true});
    },
  };
}

function answer({pathname, searchParams}: URL, objects: readonly ServedObject[]): object | undefined {
  const groupVersions = [...new Set(served.map(({groupVersion}) => groupVersion))];
  if (pathname === '/api') return {kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: []};
  if (pathname === '/apis') return {kind: 'APIGroupList', apiVersion: 'v1', groups: groupVersions.flatMap(groupOf)};
  const found = served.flatMap((type) => {
    const root = rootOf(type.groupVersion);
    return pathname.startsWith(`${root}/`) ? [{type, rest: pathname.slice(root.length + 1).split('/')}] : [];
  });
  const list = groupVersions.find((groupVersion) => rootOf(groupVersion) === pathname);
  if (list !== undefined) return resourceListOf(list);
  for (const {type, rest} of found) {
    const [namespace, plural, name] = rest[0] === 'namespaces' ? rest.slice(1) : [undefined, ...rest];
    if (plural !== type.plural) continue;
    const ofType = objects.filter(
      ({apiVersion, kind, metadata}) =>
        apiVersion === type.groupVersion &&
        kind === type.kind &&
        (namespace === undefined || metadata.namespace === namespace),
    );
    if (name !== undefined) return ofType.find(({metadata}) => metadata.name === decodeURIComponent(name));
    const items = ofType.filter((object) => isSelected(object, searchParams));
    return {kind: `${type.kind}List`, apiVersion: type.groupVersion, metadata: {resourceVersion: '1'}, items};
  }
  return undefined;
}

function rootOf(groupVersion: string): string {
  return groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
}

function groupOf(groupVersion: string): object[] {
  const [name = '', version] = groupVersion.split('/');
  if (version === undefined) return [];
  const served = {groupVersion, version};
  return [{name, versions: [served], preferredVersion: served}];
}

function resourceListOf(groupVersion: string): object {
  const resources = served
    .filter((type) => type.groupVersion === groupVersion)
    .map(({plural, singular, shortNames, kind, isNamespaced}) => ({
      name: plural,
      singularName: singular,
      shortNames,
      kind,
      namespaced: isNamespaced,
      verbs: ['get', 'list'],
    }));
  return {kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources};
}

/** By labels and fields that are compared with `=` or `!=`, which is all that is asked here. */
function isSelected(object: ServedObject, query: URLSearchParams): boolean {
  const terms = (parameter: string): string[] => (query.get(parameter) ?? '').split(',').filter((term) => term !== '');
  const isMet = (term: string, read: (key: string) => unknown): boolean => {
    // labels, and the fields that are asked for, are text
    const {key = '', sign, value} = /^(?<key>.*?)(?<sign>!=|=)(?<value>.*)$/u.exec(term)?.groups ?? {};
    return ((read(key) ?? '') === value) === (sign === '=');
  };
  const label = (key: string): unknown => valueAt(object, ['metadata', 'labels', key]);
  return (
    terms('labelSelector').every((term) => isMet(term, label)) &&
    terms('fieldSelector').every((term) => isMet(term, (key) => valueAt(object, key.split('.'))))
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
