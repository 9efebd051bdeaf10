import type {Ingress, IngressBackend, IngressPath} from './schema.ts';

/** What is asked for: a host without its port, in lower case, and a path without its query. */
export interface Asked {
  readonly host: string;
  readonly path: string;
}

/** Where what is asked for is sent, and by which Ingress. */
export interface Route {
  readonly ingress: string;
  readonly backend: IngressBackend;
}

interface OwnPath extends Route, Pick<IngressPath, 'path' | 'pathType'> {
  readonly host: string;
}

/**
 * What an ingress controller makes of all Ingresses of a namespace, as that of nginx does: the host chooses the rules, exactly
 * before a wildcard before those without a host; of their paths the longest that matches is taken, an exact one first. What
 * has the host and no path, or no host at all, goes to a default backend, if there is one.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export function routeOf(ingresses: readonly Ingress[], asked: Asked): Route | undefined {
  const paths = ingresses.flatMap(pathsOf);
  const host = hostFor(new Set(paths.map((path) => path.host)), asked.host);
  const [found] = paths
    .filter((path) => path.host === host && isMatch(path, asked.path))
    .sort((one, other) => lengthOf(other) - lengthOf(one) || Number(isExact(other)) - Number(isExact(one)));
  return found ?? defaultRoute(ingresses, host);
}

/** Hosts with their paths, as they are written: what can be asked for. */
export function addressesOf(ingresses: readonly Ingress[]): string[] {
  const addresses = ingresses.flatMap(pathsOf).map(({host, path}) => `${host === '' ? '*' : host}${path}`);
  return [...new Set(addresses)];
}

/** The hosts that rules are for, without wildcards. */
export function hostsOf(ingresses: readonly Ingress[]): string[] {
  const hosts = ingresses.flatMap(({spec}) => spec.rules.map(({host}) => host));
  return [...new Set(hosts)].filter((host) => host !== '' && !host.includes('*')).sort();
}

function pathsOf({metadata, spec}: Ingress): OwnPath[] {
  return spec.rules.flatMap(({host, http}) =>
    (http?.paths ?? []).map(({path, pathType, backend}) => ({
      ingress: metadata.name,
      host: host.toLowerCase(),
      path,
      pathType,
      backend,
    })),
  );
}

/** That of the hosts which an address belongs to; undefined when it is none's. */
function hostFor(hosts: ReadonlySet<string>, asked: string): string | undefined {
  const wildcard = `*.${asked.split('.').slice(1).join('.')}`;
  return [asked, wildcard, ''].find((host) => hosts.has(host));
}

const isExact = ({pathType}: OwnPath): boolean => pathType === 'Exact';

/** A prefix is of whole elements; a star at its end, as controllers take it that know expressions, adds nothing to it. */
function isMatch(own: OwnPath, asked: string): boolean {
  if (isExact(own)) return own.path === asked;
  const elements = elementsOf(own.path);
  const given = elementsOf(asked);
  return elements.every((element, index) => given[index] === element);
}

function elementsOf(path: string): string[] {
  return path
    .replace(/\/\*$/u, '/')
    .split('/')
    .filter((element) => element !== '');
}

const lengthOf = (own: OwnPath): number =>
  isExact(own) ? own.path.length : elementsOf(own.path).reduce((sum, element) => sum + element.length + 1, 0);

/** Of an Ingress that has the host, then of one without rules, then of any. */
function defaultRoute(ingresses: readonly Ingress[], host: string | undefined): Route | undefined {
  const routes = ingresses.flatMap(({metadata, spec}) =>
    spec.defaultBackend
      ? [
          {
            route: {ingress: metadata.name, backend: spec.defaultBackend},
            hasHost: host !== undefined && spec.rules.some((rule) => rule.host.toLowerCase() === host),
            hasNoRules: spec.rules.length === 0,
          },
        ]
      : [],
  );
  const chosen = routes.find(({hasHost}) => hasHost) ?? routes.find(({hasNoRules}) => hasNoRules) ?? routes[0];
  return chosen?.route;
}
