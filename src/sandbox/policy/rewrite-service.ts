import {isJsonObject, omitKeys, printable, type JsonObject} from '#src/kubernetes/json.ts';
import type {RewriteContext} from './rewrite-context.ts';
import {updateAt} from './update-at.ts';
import {words} from '#src/words/words.ts';

/**
 * Keeps a Service inside the cluster's and the sandbox's bounds: the server picks addresses and node ports, which are
 * unique in a cluster, and a LoadBalancer becomes a ClusterIP unless the lab keeps it.
 * @param isLive whether the cluster wrote the addresses and ports that the Service carries
 */
export function rewriteService(service: JsonObject, isLive: boolean, context: RewriteContext): JsonObject {
  const {spec, note} = context;
  const withoutNodePorts = updateAt(service, {
    at: ['spec', 'ports', '*'],
    to: (port) => {
      if (!isJsonObject(port)) return port;
      if (port['nodePort'] !== undefined && !isLive) {
        note(words().policy.note.nodePort({port: printable(port['nodePort'])}));
      }
      // Server-side apply tells ports apart by it, and API servers up to v1.20 do not fill it in first.
      return {...omitKeys(port, ['nodePort']), protocol: port['protocol'] ?? 'TCP'};
    },
  });
  const withoutAddress = updateAt(withoutNodePorts, {
    at: ['spec', 'clusterIP'],
    to: (address) => {
      if (address === 'None') return address;
      if (!isLive && address !== '') note(words().policy.note.serviceAddress({address: printable(address)}));
      return undefined;
    },
  });
  return updateAt(withoutAddress, {
    at: ['spec', 'type'],
    to: (type) => {
      if (type !== 'LoadBalancer' || spec.lab.keepsLoadBalancer) return type;
      note(words().policy.note.clusterIp);
      return 'ClusterIP';
    },
  });
}
