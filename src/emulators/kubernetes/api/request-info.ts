/** What a request is about, read from its method and path as the real API server reads them. */
export interface ResourceRequest {
  group: string;
  version: string;
  plural: string;
  namespace: string | undefined;
  /** Empty for a collection. */
  name: string;
  /** Empty for the object itself. */
  subresource: string;
  /** What follows the subresource: the path to proxy. */
  rest: string;
  /** RBAC's verb. */
  verb: string;
}

/** @returns undefined for a path that is no resource's, such as `/version` */
export function parseResourcePath(method: string, url: URL): ResourceRequest | undefined {
  const parts = url.pathname.split('/').slice(1);
  const [root, ...below] = parts;
  let group = '';
  if (root === 'apis') group = below.shift() ?? '';
  else if (root !== 'api') return undefined;
  const version = below.shift();
  // The old way to ask for a watch.
  const isWatchPath = below[0] === 'watch';
  if (isWatchPath) below.shift();
  if (version === undefined || below.length === 0 || below[0] === '') return undefined;
  const isInNamespace = below[0] === 'namespaces' && below.length > 2 && !isNamespaceSubresource(below[2]);
  const namespace = isInNamespace ? below[1] : undefined;
  const [plural = '', name = '', subresource = '', ...rest] = (isInNamespace ? below.slice(2) : below).map(
    decodeURIComponent,
  );
  return {
    group,
    version,
    plural,
    namespace: namespace === undefined ? undefined : decodeURIComponent(namespace),
    name,
    subresource,
    rest: rest.join('/'),
    verb: isWatchPath ? 'watch' : verbOf(method, name, url.searchParams),
  };
}

function isNamespaceSubresource(part: string | undefined): boolean {
  return part === 'status' || part === 'finalize';
}

function verbOf(method: string, name: string, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      // One object is read, whatever is asked for besides.
      if (name !== '') return 'get';
      return isWatch(query) ? 'watch' : 'list';
  }
}

function isWatch(query: URLSearchParams): boolean {
  const watch = query.get('watch');
  return watch !== null && watch !== '0' && watch !== 'false';
}
