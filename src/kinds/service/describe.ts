import {alignTabs} from '../describing/align-tabs.ts';
import {readyAddressesText} from '../endpoint-slice/ready-addresses.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {formatTextMap, labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {serviceSchema, type Service, type ServicePort} from './schema.ts';

/** What `kubectl describe service` prints of one, with its EndpointSlices. */
export function describeService(
  object: unknown,
  {slices, events, now}: {slices: readonly unknown[]; events: readonly Event[] | undefined; now: number},
): string {
  const service = serviceSchema.parse(object);
  const {spec} = service;
  return alignTabs([
    ...nameLines(service),
    ...labelAndAnnotationLines(service),
    `Selector:\t${formatTextMap(spec.selector)}`,
    `Type:\t${spec.type}`,
    ...optionalLine('IP Family Policy', spec.ipFamilyPolicy),
    `IP Families:\t${spec.ipFamilies?.length ? spec.ipFamilies.join(',') : '<none>'}`,
    `IP:\t${spec.clusterIP}`,
    `IPs:\t${spec.clusterIPs?.length ? spec.clusterIPs.join(',') : '<none>'}`,
    ...optionalLine('External IPs', spec.externalIPs?.join(',')),
    ...optionalLine('Desired LoadBalancer IP', spec.loadBalancerIP),
    ...optionalLine('External Name', spec.externalName),
    ...optionalLine('LoadBalancer Ingress', ingressText(service)),
    ...spec.ports.flatMap((port) => portLines(port, slices)),
    `Session Affinity:\t${spec.sessionAffinity}`,
    ...optionalLine('External Traffic Policy', spec.externalTrafficPolicy),
    ...optionalLine('Internal Traffic Policy', spec.internalTrafficPolicy),
    ...optionalLine('HealthCheck NodePort', spec.healthCheckNodePort ? String(spec.healthCheckNodePort) : ''),
    ...optionalLine('LoadBalancer Source Ranges', spec.loadBalancerSourceRanges?.join(',')),
    ...optionalLine('Traffic Distribution', spec.trafficDistribution),
    ...eventLines(events, now),
  ]);
}

function portLines(
  {name, port, protocol, targetPort = 0, nodePort, appProtocol}: ServicePort,
  slices: readonly unknown[],
): readonly string[] {
  const shownName = name === '' ? '<unset>' : name;
  return [
    `Port:\t${shownName}\t${port}/${protocol}`,
    `TargetPort:\t${targetPort}/${protocol}`,
    ...(typeof appProtocol === 'string' ? [`AppProtocol:\t${appProtocol}`] : []),
    ...(nodePort === 0 ? [] : [`NodePort:\t${shownName}\t${nodePort}/${protocol}`]),
    `Endpoints:\t${readyAddressesText(slices, name)}`,
  ];
}

function ingressText({status}: Service): string {
  return (status.loadBalancer.ingress ?? [])
    .map(({ip, ipMode, hostname}) => {
      if (ip === undefined || ip === '') return hostname ?? '';
      return ipMode === undefined ? ip : `${ip} (${ipMode})`;
    })
    .join(', ');
}

function optionalLine(title: string, text: string | null | undefined): readonly string[] {
  return text ? [`${title}:\t${text}`] : [];
}
