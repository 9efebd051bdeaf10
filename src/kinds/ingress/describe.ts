import {alignTabs} from '../describing/align-tabs.ts';
import type {Surroundings} from '../describing/describe.ts';
import {eventLines} from '../describing/event-lines.ts';
import {annotationLines, textMapLines} from '../describing/metadata-lines.ts';
import {readyAddressesText} from '../endpoint-slice/ready-addresses.ts';
import {serviceSchema} from '../service/schema.ts';
import {ingressSchema, type Ingress, type IngressBackend} from './schema.ts';

type Around = Pick<Surroundings, 'serviceOf' | 'slicesOf' | 'events' | 'now'>;

/** What `kubectl describe ingress` prints of one, with the Services that it names and what is ready behind them. */
export async function describeIngress(object: unknown, around: Around): Promise<string> {
  const ingress = ingressSchema.parse(object);
  const {metadata, spec} = ingress;
  const byDefault = spec.defaultBackend ? await backendText(spec.defaultBackend, around) : '<default>';
  const rules = await ruleLines(ingress, around);
  return alignTabs([
    `Name:\t${metadata.name}`,
    ...textMapLines('Labels', metadata.labels),
    `Namespace:\t${metadata.namespace ?? ''}`,
    `Address:\t${addressText(ingress)}`,
    `Ingress Class:\t${spec.ingressClassName ?? '<none>'}`,
    `Default backend:\t${byDefault}`,
    ...tlsLines(ingress),
    'Rules:',
    '  Host\tPath\tBackends',
    '  ----\t----\t--------',
    ...(rules.length === 0 ? [`  *\t*\t${byDefault}`] : rules),
    ...annotationLines('Annotations', metadata.annotations),
    ...eventLines(await around.events(), around.now),
  ]);
}

async function ruleLines({spec}: Ingress, around: Around): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const {host, http} of spec.rules) {
    if (!http) continue;
    lines.push(`  ${host === '' ? '*' : host}\t`);
    for (const {path, backend} of http.paths) lines.push(`    \t${path} \t${await backendText(backend, around)}`);
  }
  return lines;
}

function tlsLines({spec: {tls}}: Ingress): readonly string[] {
  if (tls.length === 0) return [];
  return [
    'TLS:',
    ...tls.map(({hosts, secretName}) =>
      secretName === '' ? `  SNI routes ${hosts.join(',')}` : `  ${secretName} terminates ${hosts.join(',')}`,
    ),
  ];
}

function addressText({status}: Ingress): string {
  const addresses = status.loadBalancer.ingress.map(({ip, hostname}) => (ip === '' ? hostname : ip));
  return [...new Set(addresses.filter((address) => address !== ''))].sort().join(',');
}

async function backendText({service, resource}: IngressBackend, around: Around): Promise<string> {
  if (service) return serviceText(service, around);
  if (!resource) return '';
  return `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
}

async function serviceText(
  {name, port}: NonNullable<IngressBackend['service']>,
  {serviceOf, slicesOf}: Around,
): Promise<string> {
  const text = `${name}:${port.number === 0 ? port.name : port.number}`;
  const slices = await slicesOf(name);
  const found = await serviceOf(name);
  if ('failure' in found) return `${text} (<error: ${found.failure}>)`;
  const {ports} = serviceSchema.parse(found.object).spec;
  const isMeant = (one: (typeof ports)[number]): boolean =>
    (port.number !== 0 && port.number === one.port) || (port.name !== '' && port.name === one.name);
  // of several the last, and without any the port that has no name
  return `${text} (${readyAddressesText(slices, ports.findLast(isMeant)?.name ?? '')})`;
}
