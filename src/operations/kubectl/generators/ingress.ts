import type {JsonObject} from '#src/kubernetes/json.ts';
import {generateMetadata} from './metadata.ts';

interface GeneratedBackend {
  readonly service: string;
  /** A number, or the name of a port. */
  readonly port: string;
}

export interface GeneratedRule extends GeneratedBackend {
  /** Empty: all hosts. */
  readonly host: string;
  /** With a `*` at its end it is a prefix, else exact. */
  readonly path: string;
  /** The name of a Secret, empty if none is named; undefined: without TLS. */
  readonly tls: string | undefined;
}

interface GeneratedIngress {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly className: string | undefined;
  readonly defaultBackend: GeneratedBackend | undefined;
  readonly rules: readonly GeneratedRule[];
}

/** What `kubectl create ingress` makes of its flags. */
export function generateIngress({name, annotations, className, defaultBackend, rules}: GeneratedIngress): JsonObject {
  const tls = generateTls(rules);
  return {
    kind: 'Ingress',
    apiVersion: 'networking.k8s.io/v1',
    metadata: generateMetadata({name, annotations}),
    spec: {
      ...(className === undefined ? {} : {ingressClassName: className}),
      ...(defaultBackend === undefined ? {} : {defaultBackend: generateBackend(defaultBackend)}),
      ...(tls.length === 0 ? {} : {tls}),
      ...(rules.length === 0 ? {} : {rules: generateRules(rules)}),
    },
    status: {loadBalancer: {}},
  };
}

function generateBackend({service, port}: GeneratedBackend): JsonObject {
  const isNumber = /^[+-]?\d+$/u.test(port);
  return {service: {name: service, port: isNumber ? {number: Number(port)} : {name: port}}};
}

function generateRules(rules: readonly GeneratedRule[]): JsonObject[] {
  const hosts = [...new Set(rules.map(({host}) => host))];
  return hosts.map((host) => {
    const http = {paths: rules.filter((rule) => rule.host === host).map(generatePath)};
    return host === '' ? {http} : {host, http};
  });
}

function generatePath({path, ...backend}: GeneratedRule): JsonObject {
  const isPrefix = path.endsWith('*');
  return {
    path: isPrefix ? path.slice(0, -1) : path,
    pathType: isPrefix ? 'Prefix' : 'Exact',
    backend: generateBackend(backend),
  };
}

/** Hosts by their Secret, each host once, by the first rule that has it. */
function generateTls(rules: readonly GeneratedRule[]): JsonObject[] {
  const bySecret = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const {host, tls: secret} of rules) {
    if (secret === undefined || seen.has(host)) continue;
    seen.add(host);
    const hosts = bySecret.get(secret);
    if (hosts !== undefined) hosts.add(host);
    else if (host !== '' || secret !== '') bySecret.set(secret, new Set(host === '' ? [] : [host]));
  }
  return [...bySecret].map(([secretName, hosts]) => {
    const ofHosts = hosts.size === 0 ? {} : {hosts: [...hosts]};
    return secretName === '' ? ofHosts : Object.assign(ofHosts, {secretName});
  });
}
