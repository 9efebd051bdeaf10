import type {KubeObject} from '../objects/kube-object.ts';
import {fieldError, type FieldError} from '../status-error.ts';
import {atomicObject, integer, kind, list, object, string} from '../schema/schema.ts';
import {age, ageColumn, column, nameColumn} from './column.ts';
import {validateIngress, type IngressSpec} from './ingress-validation.ts';
import {defineType} from './resource-type.ts';

interface Ingress extends KubeObject {
  spec: IngressSpec;
  status: {loadBalancer?: {ingress?: {ip?: string; hostname?: string}[]}};
}

const classAnnotation = 'kubernetes.io/ingress.class';
const mostHosts = 3;
const addressWidth = 16;

const backend = object('IngressBackend', {
  service: object(
    'IngressServiceBackend',
    {name: string, port: atomicObject('ServiceBackendPort', {name: string, number: integer})},
    ['name', 'port'],
  ),
  resource: atomicObject('TypedLocalObjectReference', {apiGroup: string, kind: string, name: string}, ['kind', 'name']),
});

/**
 * No controller of this cluster follows them.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/
 */
export const ingresses = defineType<Ingress>({
  group: 'networking.k8s.io',
  plural: 'ingresses',
  singular: 'ingress',
  kind: 'Ingress',
  shortNames: ['ing'],
  subresources: [{name: 'status', kind: 'Ingress', verbs: ['get', 'patch', 'update']}],
  schema: kind('Ingress', {
    spec: object('IngressSpec', {
      ingressClassName: string,
      defaultBackend: backend,
      tls: list(object('IngressTLS', {hosts: list(string), secretName: string})),
      rules: list(
        object('IngressRule', {
          host: string,
          http: object(
            'HTTPIngressRuleValue',
            {paths: list(object('HTTPIngressPath', {path: string, pathType: string, backend}, ['backend']))},
            ['paths'],
          ),
        }),
      ),
    }),
    status: object(
      'IngressStatus',
      {
        loadBalancer: object('IngressLoadBalancerStatus', {
          ingress: list(
            object('IngressLoadBalancerIngress', {
              ip: string,
              hostname: string,
              ports: list(
                object('IngressPortStatus', {port: integer, protocol: string, error: string}, ['port', 'protocol']),
              ),
            }),
          ),
        }),
      },
      ['loadBalancer'],
    ),
  }),
  columns: [
    nameColumn,
    column('Class', {
      description: 'The name of the IngressClass resource that should be used for additional configuration',
    }),
    column('Hosts', {description: 'Hosts that incoming requests are matched against before the ingress rule'}),
    column('Address', {description: 'Address is a list containing ingress points for the load-balancer'}),
    column('Ports', {description: 'Ports of TLS configurations that open'}),
    ageColumn,
  ],
  row: (ingress, nowMs) => [
    ingress.metadata.name,
    ingress.spec.ingressClassName ?? '<none>',
    hostsCell(ingress),
    addressCell(ingress),
    (ingress.spec.tls ?? []).length === 0 ? '80' : '80, 443',
    age(ingress, nowMs),
  ],
  hasGeneration: true,
  hasStatus: true,
  setDefaults: (ingress) => {
    ingress.status = {loadBalancer: {}, ...ingress.status};
  },
  validate: ({spec, metadata}) => [
    ...validateIngress(spec),
    ...validateClassAnnotation(metadata.annotations?.[classAnnotation], spec),
  ],
  warnings: ({spec, metadata}, old) =>
    old === undefined && metadata.annotations?.[classAnnotation] !== undefined && spec.ingressClassName === undefined
      ? [`annotation "${classAnnotation}" is deprecated, please use 'spec.ingressClassName' instead`]
      : [],
});

function hostsCell({spec: {rules = []}}: Ingress): string {
  const hosts: string[] = [];
  let hasMore = false;
  for (const {host = ''} of rules) {
    // a rule behind the third host counts as more, whether it has a host or not
    if (hosts.length === mostHosts) hasMore = true;
    else if (host !== '') hosts.push(host);
  }
  if (hosts.length === 0) return '*';
  return hasMore ? `${hosts.join(',')} + ${rules.length - mostHosts} more...` : hosts.join(',');
}

function addressCell({status}: Ingress): string {
  const found = (status.loadBalancer?.ingress ?? []).map(({ip, hostname}) => ip ?? hostname ?? '');
  const text = [...new Set(found.filter((one) => one !== ''))].sort().join(',');
  return text.length > addressWidth ? `${text.slice(0, addressWidth - 3)}...` : text;
}

function validateClassAnnotation(annotation: string | undefined, {ingressClassName}: IngressSpec): FieldError[] {
  if (annotation === undefined || ingressClassName === undefined || annotation === ingressClassName) return [];
  const field = `annotations.${classAnnotation}`;
  return [fieldError.invalid(field, annotation, 'must match `ingressClassName` when both are specified')];
}
