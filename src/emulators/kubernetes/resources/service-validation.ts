import {isIP} from 'node:net';
import {fieldError, type FieldError} from '../status-error.ts';
import type {Service, ServicePort} from '../objects/cluster-objects.ts';
import {validateLabels} from './metadata-validation.ts';
import {labelName, subdomainName} from './names.ts';
import {validatePort, validatePortOrName, validateProtocol} from './port-validation.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const affinities = ['ClientIP', 'None'];
const trafficPolicies = ['Cluster', 'Local'];
export const ipRule = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export function validateService({spec}: Service): FieldError[] {
  const {type = 'ClusterIP', sessionAffinity = 'None', externalTrafficPolicy = 'Cluster', ports = []} = spec;
  const oneOf = (part: string, value: string, known: readonly string[]): FieldError[] =>
    known.includes(value) ? [] : [fieldError.notSupported(`spec.${part}`, value, known)];
  return [
    ...(ports.length === 0 && type !== 'ExternalName' && spec.clusterIP !== 'None'
      ? [fieldError.required('spec.ports')]
      : []),
    ...validateByType(spec, type),
    ...validatePorts(ports),
    ...validateLabels('spec.selector', spec.selector),
    ...oneOf('sessionAffinity', sessionAffinity, affinities),
    ...validateClusterIp(spec.clusterIP),
    ...oneOf('type', type, types),
    ...ports.flatMap(({nodePort = 0}, at) =>
      nodePort !== 0 && type === 'ClusterIP'
        ? [fieldError.forbidden(`spec.ports[${at}].nodePort`, "may not be used when `type` is 'ClusterIP'")]
        : [],
    ),
    ...repeatedPorts(ports),
    ...(type === 'NodePort' || type === 'LoadBalancer'
      ? oneOf('externalTrafficPolicy', externalTrafficPolicy, trafficPolicies)
      : []),
  ];
}

function validateByType({clusterIP, externalName = ''}: Service['spec'], type: string): FieldError[] {
  if ((type === 'LoadBalancer' || type === 'NodePort') && clusterIP === 'None') {
    return [fieldError.invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)];
  }
  if (type !== 'ExternalName') return [];
  // A name may say by a dot that it is whole.
  const name = externalName.replace(/\.$/, '');
  if (name === '') return [fieldError.required('spec.externalName')];
  return subdomainName(name).map((why) => fieldError.invalid('spec.externalName', name, why));
}

function validatePorts(ports: readonly ServicePort[]): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap(({name = '', port = 0, protocol, targetPort = port}: Partial<ServicePort>, at) => {
    const field = `spec.ports[${at}]`;
    const isRepeated = name !== '' && names.has(name);
    names.add(name);
    return [
      ...(name === '' && ports.length > 1 ? [fieldError.required(`${field}.name`)] : []),
      ...(name === '' ? [] : labelName(name).map((why) => fieldError.invalid(`${field}.name`, name, why))),
      ...(isRepeated ? [fieldError.duplicate(`${field}.name`, name)] : []),
      ...validatePort(port, `${field}.port`),
      ...validateProtocol(protocol, `${field}.protocol`),
      ...validatePortOrName(targetPort, `${field}.targetPort`),
    ];
  });
}

/** Of a repeated port, the server shows the parts that make it the same, in the way of its own code. */
function repeatedPorts(ports: readonly ServicePort[]): FieldError[] {
  const seen = new Set<string>();
  return ports.flatMap(({port = 0, protocol = 'TCP'}: Partial<ServicePort>, at) => {
    const key = `${port}/${protocol}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    const shown = {Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0};
    return isRepeated ? [fieldError.duplicate(`spec.ports[${at}]`, shown)] : [];
  });
}

function validateClusterIp(ip: string | undefined): FieldError[] {
  if (ip === undefined || ip === '' || ip === 'None' || isIP(ip) !== 0) return [];
  return [fieldError.invalid('spec.clusterIPs[0]', ip, ipRule)];
}
