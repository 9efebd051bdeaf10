import {fieldError} from '../status-error.ts';
import type {Service} from '../objects/cluster-objects.ts';
import {
  any,
  atomicMap,
  boolean,
  conditions,
  integer,
  intOrString,
  kind,
  list,
  listMap,
  object,
  string,
} from '../schema/schema.ts';
import {formatLabels} from './cell-text.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {labelName} from './names.ts';
import {defineType} from './resource-type.ts';
import {validateService} from './service-validation.ts';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export const services = defineType<Service>({
  plural: 'services',
  singular: 'service',
  kind: 'Service',
  shortNames: ['svc'],
  categories: ['all'],
  subresources: [
    {name: 'proxy', kind: 'ServiceProxyOptions', verbs: ['get']},
    {name: 'status', kind: 'Service', verbs: ['get', 'patch', 'update']},
  ],
  schema: kind('Service', {
    spec: object('ServiceSpec', {
      ports: listMap(
        ['port', 'protocol'],
        object(
          'ServicePort',
          {
            name: string,
            protocol: string,
            appProtocol: string,
            port: integer,
            targetPort: intOrString,
            nodePort: integer,
          },
          ['port'],
        ),
        {protocol: 'TCP'},
      ),
      selector: atomicMap(string),
      clusterIP: string,
      clusterIPs: list(string),
      type: string,
      externalIPs: list(string),
      sessionAffinity: string,
      loadBalancerIP: string,
      loadBalancerSourceRanges: list(string),
      loadBalancerClass: string,
      allocateLoadBalancerNodePorts: boolean,
      externalName: string,
      externalTrafficPolicy: string,
      internalTrafficPolicy: string,
      healthCheckNodePort: integer,
      publishNotReadyAddresses: boolean,
      sessionAffinityConfig: any,
      ipFamilies: list(string),
      ipFamilyPolicy: string,
      trafficDistribution: string,
    }),
    status: object('ServiceStatus', {
      loadBalancer: object('LoadBalancerStatus', {
        ingress: list(object('LoadBalancerIngress', {ip: string, hostname: string, ipMode: string, ports: list(any)})),
      }),
      conditions: conditions('Condition', {isOfGeneration: true}),
    }),
  }),
  columns: [
    nameColumn,
    column('Type'),
    column('Cluster-IP'),
    column('External-IP'),
    column('Port(s)'),
    ageColumn,
    column('Selector', {priority: 1}),
  ],
  row: (service, nowMs) => [
    service.metadata.name,
    service.spec.type ?? 'ClusterIP',
    service.spec.clusterIP || '<none>',
    externalIp(service),
    formatPorts(service),
    age(service, nowMs),
    formatLabels(service.spec.selector),
  ],
  nameRule: labelName,
  hasStatus: true,
  answersDeleted: true,
  setDefaults: setServiceDefaults,
  validate: validateService,
  validateUpdate: ({spec}, {spec: old}) => {
    const isChanged = (old.clusterIP ?? '') !== '' && spec.type === old.type && spec.clusterIP !== old.clusterIP;
    if (!isChanged || spec.type === 'ExternalName') return [];
    const value = [spec.clusterIP ?? ''];
    return [fieldError.invalid('spec.clusterIPs[0]', value, 'may not change once set')];
  },
  validateStatus: ({spec, status}) =>
    spec.type !== 'LoadBalancer' && (status.loadBalancer?.ingress ?? []).length > 0
      ? [fieldError.forbidden('status.loadBalancer.ingress', "may only be used when `spec.type` is 'LoadBalancer'")]
      : [],
  warnings: serviceWarnings,
  selectableFields: ['spec.clusterIP', 'spec.type'],
});

function setServiceDefaults(service: Service): void {
  const {spec} = service;
  spec.type ??= 'ClusterIP';
  Object.assign(spec, {sessionAffinity: 'None', ...spec});
  for (const port of spec.ports ?? []) {
    port.protocol ??= 'TCP';
    port.targetPort ??= port.port;
  }
  if (spec.type !== 'ExternalName') {
    Object.assign(spec, {
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ...spec,
    });
  }
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    Object.assign(spec, {externalTrafficPolicy: 'Cluster', ...spec});
  }
  if (spec.type === 'LoadBalancer') Object.assign(spec, {allocateLoadBalancerNodePorts: true, ...spec});
  service.status = {loadBalancer: {}, ...service.status};
  for (const ingress of service.status.loadBalancer?.ingress ?? []) {
    if (ingress.ip !== undefined) ingress.ipMode ??= 'VIP';
  }
}

function serviceWarnings({spec}: Service): string[] {
  const isHeadless = spec.type === 'ClusterIP' && spec.clusterIP === 'None';
  const isElsewhere = spec.type === 'ExternalName';
  const hasAddresses = (spec.externalIPs ?? []).length > 0;
  return [
    ...(isHeadless && hasAddresses ? ['spec.externalIPs is ignored for headless services'] : []),
    ...(isHeadless && spec.sessionAffinity !== 'None' ? ['spec.SessionAffinity is ignored for headless services'] : []),
    ...(hasAddresses && !isHeadless && !isElsewhere
      ? ['spec.externalIPs is deprecated and may no longer be implemented in some clusters']
      : []),
    ...(hasAddresses && isElsewhere ? ['spec.externalIPs is ignored when spec.type is "ExternalName"'] : []),
    ...(!isElsewhere && (spec.externalName ?? '') !== ''
      ? ['spec.externalName is ignored when spec.type is not "ExternalName"']
      : []),
  ];
}

function externalIp({spec, status}: Service): string {
  switch (spec.type) {
    case 'LoadBalancer': {
      const ips = (status.loadBalancer?.ingress ?? []).map(({ip, hostname}) => ip ?? hostname ?? '');
      return [...ips, ...(spec.externalIPs ?? [])].join(',') || '<pending>';
    }
    case 'ExternalName':
      return spec.externalName ?? '<none>';
    default:
      return (spec.externalIPs ?? []).join(',') || '<none>';
  }
}

function formatPorts({spec}: Service): string {
  const ports = (spec.ports ?? []).map(({port, nodePort, protocol}) =>
    nodePort === undefined || nodePort === 0 ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`,
  );
  return ports.join(',') || '<none>';
}
