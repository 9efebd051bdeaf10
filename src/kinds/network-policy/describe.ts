import {labelSelectorText, type LabelSelector} from '#src/kubernetes/label-selector-text.ts';
import {alignTabs} from '../describing/align-tabs.ts';
import {printedTime} from '../describing/go-time.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {networkPolicySchema, type NetworkPeer, type NetworkPort} from './schema.ts';

type List<Item> = readonly Item[] | null | undefined;

/** A rule of either direction. */
interface Rule {
  readonly ports: List<NetworkPort>;
  readonly peers: List<NetworkPeer>;
}

/** What kubectl says of a direction. */
const directions = {
  ingress: {peers: 'From', anybody: '<any> (traffic not restricted by source)'},
  egress: {peers: 'To', anybody: '<any> (traffic not restricted by destination)'},
} as const;
type DirectionName = keyof typeof directions;

/** What `kubectl describe networkpolicy` prints of one. */
export function describeNetworkPolicy(object: unknown): string {
  const policy = networkPolicySchema.parse(object);
  const {podSelector, ingress, egress} = policy.spec;
  // an object of the API server always says them
  const policyTypes = policy.spec.policyTypes ?? [];
  const selected = labelSelectorText(podSelector);
  return alignTabs([
    ...nameLines(policy),
    `Created on:\t${printedTime(policy.metadata.creationTimestamp)}`,
    ...labelAndAnnotationLines(policy),
    'Spec:',
    `  PodSelector:     ${selected || '<none> (Allowing the specific traffic to all pods in this namespace)'}`,
    ...(policyTypes.includes('Ingress')
      ? directionLines(
          'ingress',
          (ingress ?? []).map(({ports, from}) => ({ports, peers: from})),
        )
      : ['  Not affecting ingress traffic']),
    ...(policyTypes.includes('Egress')
      ? directionLines(
          'egress',
          (egress ?? []).map(({ports, to}) => ({ports, peers: to})),
        )
      : ['  Not affecting egress traffic']),
    `  Policy Types: ${policyTypes.join(', ')}`,
  ]);
}

function directionLines(direction: DirectionName, rules: readonly Rule[]): string[] {
  const title = `  Allowing ${direction} traffic:`;
  if (rules.length === 0) return [title, `    <none> (Selected pods are isolated for ${direction} connectivity)`];
  return [
    title,
    ...rules.flatMap((rule, at) => [...(at === 0 ? [] : ['    ----------']), ...ruleLines(direction, rule)]),
  ];
}

function ruleLines(direction: DirectionName, {ports, peers}: Rule): string[] {
  const {peers: title, anybody} = directions[direction];
  const ofPorts = (ports ?? []).map(portLine);
  const ofPeers = (peers ?? []).flatMap((peer) => [`    ${title}:`].concat(peerLines(peer)));
  return [
    ...(ofPorts.length === 0 ? ['    To Port: <any> (traffic allowed to all ports)'] : ofPorts),
    ...(ofPeers.length === 0 ? [`    ${title}: ${anybody}`] : ofPeers),
  ];
}

function portLine({protocol, port, endPort}: NetworkPort): string {
  const transport = protocol ?? 'TCP';
  // as Go prints what is not there
  const first = port ?? '<nil>';
  return typeof endPort === 'number'
    ? `    To Port Range: ${first}-${endPort}/${transport}`
    : `    To Port: ${first}/${transport}`;
}

function peerLines({namespaceSelector, podSelector, ipBlock}: NetworkPeer): string[] {
  const ofSelectors = [
    ...selectorLines('NamespaceSelector', namespaceSelector),
    ...selectorLines('PodSelector', podSelector),
  ];
  if (ofSelectors.length > 0 || !ipBlock) return ofSelectors;
  return ['      IPBlock:', `        CIDR: ${ipBlock.cidr}`, `        Except: ${(ipBlock.except ?? []).join(', ')}`];
}

function selectorLines(title: string, selector: LabelSelector | null | undefined): string[] {
  return selector ? [`      ${title}: ${labelSelectorText(selector) || '<none>'}`] : [];
}
