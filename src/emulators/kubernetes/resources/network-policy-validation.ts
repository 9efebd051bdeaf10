import {isIP} from 'node:net';
import {fieldError, type FieldError} from '../status-error.ts';
import type {LabelSelector} from '../objects/kube-object.ts';
import {validatePort, validatePortOrName} from './port-validation.ts';
import {validateLabelSelector} from './workload-validation.ts';

const protocols = ['TCP', 'UDP', 'SCTP'];
const types = ['Ingress', 'Egress'];

export interface NetworkPeer {
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  ipBlock?: {cidr: string; except?: string[]};
}

export interface NetworkRulePort {
  protocol?: string;
  port?: number | string;
  endPort?: number;
}

export interface NetworkRule {
  ports?: NetworkRulePort[];
  from?: NetworkPeer[];
  to?: NetworkPeer[];
}

export interface PolicySpec {
  podSelector?: LabelSelector;
  ingress?: NetworkRule[];
  egress?: NetworkRule[];
  policyTypes?: string[];
}

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go */
export function validatePolicy({
  podSelector = {},
  ingress = [],
  egress = [],
  policyTypes = [],
}: PolicySpec): FieldError[] {
  return [
    ...validateLabelSelector(podSelector, 'spec.podSelector'),
    ...ingress.flatMap((rule, at) => validateRule(rule, 'from', `spec.ingress[${at}]`)),
    ...egress.flatMap((rule, at) => validateRule(rule, 'to', `spec.egress[${at}]`)),
    ...validateTypes(policyTypes),
  ];
}

function validateTypes(policyTypes: string[]): FieldError[] {
  if (policyTypes.length > types.length) {
    return [fieldError.invalid('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')];
  }
  return policyTypes.flatMap((type, at) =>
    types.includes(type) ? [] : [fieldError.notSupported(`spec.policyTypes[${at}]`, type, types)],
  );
}

function validateRule(rule: NetworkRule, way: 'from' | 'to', field: string): FieldError[] {
  const ofPorts = (rule.ports ?? []).flatMap((port, at) => validateRulePort(port, `${field}.ports[${at}]`));
  return [...ofPorts, ...(rule[way] ?? []).flatMap((peer, at) => validatePeer(peer, `${field}.${way}[${at}]`))];
}

function validateRulePort({protocol = 'TCP', port, endPort}: NetworkRulePort, field: string): FieldError[] {
  return [
    ...(protocols.includes(protocol) ? [] : [fieldError.notSupported(`${field}.protocol`, protocol, protocols)]),
    ...(port === undefined ? [] : validatePortOrName(port, `${field}.port`)),
    ...validateEndPort(port, endPort, `${field}.endPort`),
  ];
}

function validateEndPort(port: number | string | undefined, endPort: number | undefined, field: string): FieldError[] {
  if (endPort === undefined) return [];
  if (port === undefined)
    return [fieldError.invalid(field, endPort, 'may not be specified when `port` is not specified')];
  if (typeof port === 'string') {
    return [fieldError.invalid(field, endPort, 'may not be specified when `port` is non-numeric')];
  }
  const isBefore = endPort < port;
  return [
    ...(isBefore ? [fieldError.invalid(field, endPort, 'must be greater than or equal to `port`')] : []),
    ...validatePort(endPort, field),
  ];
}

function validatePeer({podSelector, namespaceSelector, ipBlock}: NetworkPeer, field: string): FieldError[] {
  const selectors = [podSelector, namespaceSelector].filter((selector) => selector !== undefined);
  const errors = [
    ...(podSelector === undefined ? [] : validateLabelSelector(podSelector, `${field}.podSelector`)),
    ...(namespaceSelector === undefined ? [] : validateLabelSelector(namespaceSelector, `${field}.namespaceSelector`)),
    ...(ipBlock === undefined ? [] : validateBlock(ipBlock.cidr, `${field}.ipBlock.cidr`)),
  ];
  if (selectors.length === 0 && ipBlock === undefined) errors.push(fieldError.required(field, 'must specify a peer'));
  if (selectors.length > 0 && ipBlock !== undefined) {
    errors.push(fieldError.forbidden(field, 'may not specify both ipBlock and another peer'));
  }
  return errors;
}

function validateBlock(cidr: string, field: string): FieldError[] {
  if (cidr === '') return [fieldError.required(field)];
  const [address = '', bits = ''] = cidr.split('/');
  const isBlock = /^\d+$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128) && isIP(address) !== 0;
  if (isBlock) return [];
  return [fieldError.invalid(field, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
}
