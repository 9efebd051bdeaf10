import {clusterDomain, dnsAddress} from '../network/cluster-dns.ts';
import type {Pod, PodSpec} from '../objects/pod.ts';

const localHosts = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
];

/** The files in `/etc` by which a container knows its own name, its Pod's address and where names are looked up. */
export function networkFiles(
  {metadata, spec}: Pod,
  {hostname, podIp}: {hostname: string; podIp: string},
): Record<string, string> {
  const {namespace = ''} = metadata;
  const {subdomain, hostAliases = []} = spec;
  const fullName = subdomain === undefined ? '' : `${hostname}.${subdomain}.${namespace}.svc.${clusterDomain}\t`;
  const hosts = ['# Kubernetes-managed hosts file.', ...localHosts, `${podIp}\t${fullName}${hostname}`];
  const aliases = hostAliases.map(({ip, hostnames = []}) => [ip, ...hostnames].join('\t'));
  const domains = [`${namespace}.svc`, 'svc'].map((part) => `${part}.${clusterDomain}`);
  return {
    hostname: `${hostname}\n`,
    hosts: toText(aliases.length === 0 ? hosts : [...hosts, '', '# Entries added by HostAliases.', ...aliases]),
    'resolv.conf': resolverFile(spec, [...domains, clusterDomain]),
  };
}

/** What the cluster says and what the Pod says besides: an option of the Pod's stands for the cluster's. */
function resolverFile({dnsPolicy = 'ClusterFirst', dnsConfig = {}}: PodSpec, domains: readonly string[]): string {
  const isOwn = dnsPolicy === 'None';
  const search = new Set([...(isOwn ? [] : domains), ...(dnsConfig.searches ?? [])]);
  const servers = new Set([...(isOwn ? [] : [dnsAddress]), ...(dnsConfig.nameservers ?? [])]);
  const options = new Map(isOwn ? [] : [['ndots', '5']]);
  for (const {name = '', value = ''} of dnsConfig.options ?? []) options.set(name, value);
  const written = [...options].map(([name, value]) => (value === '' ? name : `${name}:${value}`));
  return toText([
    ...(search.size === 0 ? [] : [`search ${[...search].join(' ')}`]),
    ...[...servers].map((server) => `nameserver ${server}`),
    ...(written.length === 0 ? [] : [`options ${written.join(' ')}`]),
  ]);
}

function toText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
