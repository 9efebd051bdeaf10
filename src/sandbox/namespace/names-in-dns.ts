import {isJsonObject, type JsonValue} from '#src/kubernetes/json.ts';
import {isOfCluster} from '#src/operations/namespace-alias.ts';
import {words} from '#src/words/words.ts';
import {findSandbox} from './further-namespaces.ts';
import type {SandboxSpec} from '../sandbox.ts';

/** What is no part of a host. */
const between = /[^A-Za-z0-9.-]+/u;
const longestHost = 253;
/** So many are said, which are enough to know of the others. */
const mostSaid = 3;
/** The API server's own name, in a namespace that is nobody's. */
const apiServer = 'kubernetes';

/**
 * What is said of hosts like `web.dev.svc.cluster.local` in what a learner writes: the DNS of the cluster knows a namespace by its
 * own name alone, and nothing of what runs is rewritten. A sentence each, with what leads there.
 */
export function namesInDns(written: JsonValue, spec: SandboxSpec): string[] {
  const hosts = new Set(textsIn(written).flatMap((text) => (/\.svc/iu.test(text) ? text.split(between) : [])));
  const said = [...hosts].flatMap((host) => {
    const write = nameFor(host.replace(/[.-]+$/u, ''), spec);
    return write === undefined ? [] : [words().namespaces.nameInDns({host, write})];
  });
  return said.slice(0, mostSaid);
}

function nameFor(host: string, spec: SandboxSpec): string | undefined {
  const segments = host.toLowerCase().split('.');
  const at = segments.indexOf('svc');
  if (at < 2 || host.length > longestHost) return undefined;
  const service = segments.slice(0, at - 1).join('.');
  const namespace = segments[at - 1] ?? '';
  if (service === apiServer || isOfCluster(namespace) || namespace.startsWith('labrador')) return undefined;
  const there = findSandbox(spec, namespace) ?? spec;
  return there.namespace === spec.namespace ? service : `${service}.${there.namespace}`;
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value)
    ? Object.values(value).flatMap((inner) => (inner === undefined ? [] : textsIn(inner)))
    : [];
}
