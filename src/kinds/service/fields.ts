import {
  anyBoolean,
  each,
  fields,
  forbidden,
  integer,
  integerOrText,
  leftOutHere,
  leftOutUnlessLive,
  listOf,
  oneOf,
  text,
  textMap,
} from '../fields/field-rules.ts';
import {withCommonFields} from '../fields/metadata-fields.ts';
import {words} from '#src/words/words.ts';

/** Every node has rules for every port of every Service. */
const mostPorts = 10;

const serviceSpec = fields({
  type: {
    kind: 'text',
    refuse: (type) =>
      ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(type)
        ? undefined
        : {
            problem: words().policy.valueNotAllowed({value: type}),
            next: words().policy.allowed({values: 'ClusterIP, NodePort, LoadBalancer'}),
          },
    cel: (type) => `${type} in ["ClusterIP", "NodePort"] || (${type} == "LoadBalancer" && variables.keepsLoadBalancer)`,
  },
  selector: textMap,
  ports: listOf(
    fields({
      name: text,
      port: integer,
      targetPort: integerOrText,
      nodePort: integer,
      protocol: oneOf('TCP', 'UDP'),
      appProtocol: text,
    }),
    mostPorts,
  ),
  /** `None` makes a headless Service; an address is left out where the Service is rewritten. */
  clusterIP: text,
  publishNotReadyAddresses: anyBoolean,
  sessionAffinity: oneOf('None', 'ClientIP'),
  sessionAffinityConfig: fields({clientIP: fields({timeoutSeconds: integer})}),
  ...each(
    [
      'allocateLoadBalancerNodePorts',
      'clusterIPs',
      'externalTrafficPolicy',
      'healthCheckNodePort',
      'internalTrafficPolicy',
      'ipFamilies',
      'ipFamily',
      'ipFamilyPolicy',
    ],
    leftOutUnlessLive('chosenByCluster'),
  ),
  ...each(['externalIPs', 'externalName'], forbidden('opensCluster')),
  ...each(['loadBalancerClass', 'loadBalancerIP', 'loadBalancerSourceRanges'], leftOutHere('opensCluster')),
  ...each(['topologyKeys', 'trafficDistribution'], leftOutHere('chosenByCluster')),
});

export const serviceFields = withCommonFields({spec: serviceSpec});
