import type {Pod} from '../objects/pod.ts';

/** Where a cluster's DNS usually is; nobody answers there. */
const dnsAddress = '10.96.0.10';
const clusterDomain = 'cluster.local';
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
    'resolv.conf': toText([
      `search ${[...domains, clusterDomain].join(' ')}`,
      `nameserver ${dnsAddress}`,
      'options ndots:5',
    ]),
  };
}

function toText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
