import {
  anyBoolean,
  celText,
  each,
  fields,
  forbidden,
  integer,
  leftOutUnlessLive,
  listOf,
  oneOf,
  only,
  refusedUnlessLive,
  text,
  textMap,
  type FieldRule,
} from '#src/kinds/fields/field-rules.ts';
import {affinity, topologySpreadConstraint} from './affinity-fields.ts';
import {container, initContainer} from './container-fields.ts';
import {equalLearners, graceSeconds, managedPlacement, needsNoToken, sharesNode} from '#src/kinds/fields/reasons.ts';
import {secretName} from '#src/kinds/secret/secret-name.ts';
import {learnerAccount} from '#src/kinds/service-account/kept-accounts.ts';
import {userFields} from './user-fields.ts';
import {volume} from './volume-fields.ts';
import {words} from '#src/words/words.ts';

const podSecurityContext = fields({
  ...userFields,
  fsGroup: integer,
  supplementalGroups: listOf(integer),
  fsGroupChangePolicy: oneOf('OnRootMismatch', 'Always'),
  supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
  seLinuxChangePolicy: forbidden(),
  sysctls: forbidden(sharesNode),
});

/** The most containers, and init containers, of a Pod: each is processes on a shared node, however little it may use. */
const mostContainers = 8;

/** Each is a line of a file of the container's, in which it could write as much itself. */
const mostNames = 32;

/** Who is asked stays the cluster's to say. */
const dnsConfig = fields({
  searches: listOf(text, mostNames),
  options: listOf(fields({name: text, value: text}), mostNames),
  nameservers: forbidden('asksClusterDns'),
});

const isOwnAccount = (account: string): string => `${account} != ${celText(learnerAccount)}`;

/** An account of the learner's own; whichever it is, the Pod gets no token of it. */
const ownAccount: FieldRule = {
  kind: 'text',
  refuse: (account) => {
    if (account !== learnerAccount) return undefined;
    const {because, removeIt: next, valueNotAllowedSince} = words().policy;
    return {problem: valueNotAllowedSince({value: account, reason: because.accountIsYours}), next};
  },
  cel: isOwnAccount,
};

/** `spec` of a Pod and of a Pod template. */
export const podSpec = fields({
  containers: listOf(container, mostContainers),
  initContainers: listOf(initContainer, mostContainers),
  volumes: listOf(volume),
  affinity,
  nodeSelector: textMap,
  restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
  terminationGracePeriodSeconds: {...graceSeconds, tooLarge: 'lowered'},
  activeDeadlineSeconds: integer,
  dnsPolicy: oneOf('ClusterFirst'),
  dnsConfig,
  hostAliases: listOf(fields({ip: text, hostnames: listOf(text, mostNames)}), mostNames),
  hostname: text,
  subdomain: text,
  enableServiceLinks: anyBoolean,
  shareProcessNamespace: anyBoolean,
  securityContext: podSecurityContext,
  automountServiceAccountToken: only(false, needsNoToken),
  schedulerName: oneOf('default-scheduler'),
  serviceAccountName: ownAccount,
  /** Alone it is taken by its new name before this. */
  serviceAccount: leftOutUnlessLive('namedByNewField', isOwnAccount),
  nodeName: refusedUnlessLive(managedPlacement, (_, {isTemplate}) =>
    isTemplate ? 'false' : 'request.operation == "UPDATE"',
  ),
  /** Which node a Pod may run on is the slice's to say, and a taint is an administrator's. */
  tolerations: leftOutUnlessLive(managedPlacement, (tolerations, {isTemplate}) =>
    isTemplate ? 'false' : `${tolerations}.all(t, has(t.key) && t.key.startsWith("node.kubernetes.io/"))`,
  ),
  ...each(
    ['preemptionPolicy', 'priority'],
    leftOutUnlessLive(equalLearners, (_, {isTemplate}) => String(!isTemplate)),
  ),
  priorityClassName: leftOutUnlessLive(equalLearners, (name, {isTemplate}) =>
    isTemplate ? 'false' : `!${name}.startsWith("system-")`,
  ),
  ephemeralContainers: forbidden('debugsOutside'),
  ...each(['hostNetwork', 'hostPID', 'hostIPC'], only(false, sharesNode)),
  hostUsers: forbidden(sharesNode),
  topologySpreadConstraints: listOf(topologySpreadConstraint, mostContainers),
  ...each(['schedulingGates', 'schedulingGroup'], forbidden(managedPlacement)),
  imagePullSecrets: listOf(fields({name: secretName})),
  ...each(
    [
      'evictionResponders',
      'hostnameOverride',
      'os',
      'overhead',
      'readinessGates',
      'resourceClaims',
      'resources',
      'runtimeClassName',
      'setHostnameAsFQDN',
    ],
    forbidden(),
  ),
});
