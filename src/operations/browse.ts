import {z} from 'zod';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import type {OperationType} from './operation-type.ts';
import {UserError} from './user-error.ts';
import {words} from '#src/words/words.ts';

/**
 * The page that a Service serves, fetched through the API server's proxy. By a host: that of the Service to which an Ingress
 * sends it. Without either: of the sandbox's first Service.
 */
const schema = z.object({
  kind: z.literal('browse'),
  service: z.string().optional(),
  host: z.string().optional(),
  path: z.string(),
});
type Browse = z.infer<typeof schema>;

export const browse: OperationType<typeof schema> = {
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
};

const longestPath = 1000;
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/u;

/** `/browse` as it was typed. */
export interface TypedBrowse {
  /** A Service's name; one with dots, or an address, is a host. */
  readonly service?: string | undefined;
  /** A host, or a whole address, of which the path is the page and the port is nothing: an Ingress has none. */
  readonly host?: string | undefined;
  /** Without one what the address says, else `/`. */
  readonly path?: string | undefined;
}

/**
 * `/browse` as it was typed: the Service or the host (without them the sandbox's first Service) and the page. `line` is what
 * would be typed elsewhere to see the same.
 * @throws UserError `bad-input` for a name that no Service can have, no host, and a path that no address can have
 */
export function parseBrowse(typed: TypedBrowse, namespace: string | undefined): {line: string; operation: Browse} {
  const {service: typedService, host: typedHost, path: typedPath} = withServiceNamed(withAddressInPlace(typed));
  const isAddress = typedService !== undefined && /[./:]/u.test(typedService);
  const service = isAddress ? undefined : typedService;
  const typedAddress = isAddress ? typedService : typedHost;
  if (typedHost !== undefined && typedService !== undefined) {
    throw new UserError('bad-input', words().operations.serviceOrHost);
  }
  if (service !== undefined && !isObjectName(service)) {
    throw new UserError('bad-input', words().operations.serviceName({name: service}));
  }
  const address = typedAddress === undefined ? undefined : readAddress(typedAddress);
  const path = typedPath ?? address?.path ?? '/';
  if (path.length > longestPath || controlCharacters.test(path)) {
    throw new UserError('bad-input', words().operations.pagePath({most: longestPath}));
  }
  const absolute = (path.startsWith('/') ? path : `/${path}`).toWellFormed();
  if (address !== undefined) {
    const {host} = address;
    return {line: `curl http://${host}${absolute}`, operation: {kind: 'browse', host, path: absolute}};
  }
  const shown = `/api/v1/namespaces/${namespace ?? 'NAMESPACE'}/services/${service ?? 'SERVICE'}:PORT/proxy${absolute}`;
  const operation = {kind: 'browse' as const, path: absolute, ...(service === undefined ? {} : {service})};
  return {line: `kubectl get --raw ${shown}`, operation};
}

const addressAsPath =
  /^(?:https?:\/\/(?<host>[^/?#\s]+)|localhost(?::\d{1,5})?(?=[/?#]|$))(?<page>[/?][^#]*)?(?:#.*)?$/iu;
const ownMachine = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0)(?::\d{1,5})?$/iu;

/** What stands in a browser's line where the page is asked for: its host, unless that is the reader's own machine, and its page. */
function withAddressInPlace({service, host, path}: TypedBrowse): TypedBrowse {
  const found = addressAsPath.exec(path ?? '')?.groups;
  if (found === undefined) return {service, host, path};
  const {host: named, page} = found;
  const isTheirs = named !== undefined && !ownMachine.test(named) && service === undefined;
  return {service, host: host ?? (isTheirs ? named : undefined), path: page};
}

const slashService = /^(?:svc|services?)\/(?<name>[^/]+)$/iu;
const inClusterName = /^(?:http:\/\/)?(?<name>[a-z\d-]+)\.[a-z\d-]+\.svc(?:\.cluster\.local)?(?<page>[/?][^#]*)?$/iu;

/** A Service as kubectl and the cluster's own names have it, and what is forwarded to one: `svc/web`, `web.default.svc`, `localhost:8080`. */
function withServiceNamed({service, host, path}: TypedBrowse): TypedBrowse {
  const typed = service ?? '';
  if (addressAsPath.test(typed) && !/^https?:/iu.test(typed)) {
    return {host, path: path ?? addressAsPath.exec(typed)?.groups?.['page']};
  }
  const {name, page} = (slashService.exec(typed) ?? inClusterName.exec(typed))?.groups ?? {};
  return name === undefined ? {service, host, path} : {service: name, host, path: path ?? page};
}

/** `whoami.local`, `http://whoami.local:8000/page?a=b`. */
function readAddress(typed: string): {host: string; path: string | undefined} {
  const {host = '', path} =
    /^(?:https?:\/\/)?(?<host>[^/?#:@\s]+)(?::\d{1,5})?(?<path>[/?][^#]*)?(?:#.*)?$/iu.exec(typed)?.groups ?? {};
  const name = host.toLowerCase();
  if (!isObjectName(name)) throw new UserError('bad-input', words().operations.hostName({given: shownAddress(typed)}));
  return {host: name, path};
}

const longestShown = 60;
const shownAddress = (typed: string): string =>
  JSON.stringify(
    typed.length > longestShown ? `${typed.slice(0, longestShown)}…`.toWellFormed() : typed.toWellFormed(),
  );
