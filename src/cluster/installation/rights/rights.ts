import {resourceTypes, type ResourceType} from '#src/kinds/resource-types.ts';
import {learnerAccount} from '#src/kinds/service-account/kept-accounts.ts';
import {sandboxRoles} from '#src/sandbox/namespace/sandbox-manifests.ts';
import {
  nodeAgentNamespace,
  systemIdentities,
  systemNamespace,
  type SystemIdentity,
} from '#src/cluster/api/identities.ts';

/**
 * Who has rights: the bot's own ServiceAccount, those whom it acts as, and in each sandbox the learner's.
 */
export type RightsHolder = 'labrador' | SystemIdentity | typeof learnerAccount;

/** One of a role's rules, as RBAC has it. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface Rule {
  /** Why it is needed, where the resource does not say it. */
  readonly why?: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** A role and where it holds: in the whole cluster, in one namespace, or in each sandbox, where the provisioner binds it. */
export interface Grant {
  readonly role: string;
  readonly scope: 'cluster' | 'sandbox' | {readonly namespace: string};
  readonly why?: string;
  readonly rules: readonly Rule[];
}

interface Rights {
  /** What the identity is for. */
  readonly why: string;
  readonly grants: readonly Grant[];
}

const rbacGroup = 'rbac.authorization.k8s.io';
/** Of metrics-server, where there is one: the rights hold without it too. */
const metricsGroup = 'metrics.k8s.io';

/** The same verbs on several types: a rule for each of their groups. */
function onTypes(types: readonly ResourceType[], verbs: readonly string[]): Rule[] {
  const groups = [...new Set(types.map(({group}) => group))];
  return groups.map((group) => ({
    apiGroups: [group],
    resources: types.filter((type) => type.group === group).map(({plural}) => plural),
    verbs,
  }));
}

/** To run a command in a container. */
const execRule: Rule = {
  why: 'A WebSocket asks for get; newer API servers ask for create too.',
  apiGroups: [''],
  resources: ['pods/exec'],
  verbs: ['get', 'create'],
};

const learnersTypes = resourceTypes.filter(({isNamespaced}) => isNamespaced);
/** What also holds the sandbox is written for learners. */
const isWrittenByThem = ({isWritable, heldBy}: ResourceType): boolean => isWritable && heldBy === undefined;
const writable = learnersTypes.filter(isWrittenByThem);
const readable = learnersTypes.filter((type) => !isWrittenByThem(type));

/**
 * All that each identity needs and nothing else. This is the one place where rights are written: deploy/chart/files/rbac.yaml is made
 * of it, and what it says is asked of the API server at start.
 */
export const rights: Readonly<Record<RightsHolder, Rights>> = {
  labrador: {
    why: 'The bot and its workers. By itself it may do nothing but act as the identities below.',
    grants: [
      {
        role: 'labrador',
        scope: {namespace: systemNamespace},
        rules: [
          {apiGroups: [''], resources: ['serviceaccounts'], resourceNames: systemIdentities, verbs: ['impersonate']},
        ],
      },
      {
        role: sandboxRoles.impersonator,
        scope: 'sandbox',
        why: 'Bound in each sandbox, so that the bot can act as the learner there and nowhere else.',
        rules: [
          {apiGroups: [''], resources: ['serviceaccounts'], resourceNames: [learnerAccount], verbs: ['impersonate']},
        ],
      },
    ],
  },
  provisioner: {
    why: 'Makes and removes sandboxes.',
    grants: [
      {
        role: 'labrador-provisioner',
        scope: 'cluster',
        why: 'Server-side apply asks for patch, and for create when the object is new.',
        rules: [
          {
            why: 'What is in a namespace goes with it.',
            apiGroups: [''],
            resources: ['namespaces'],
            verbs: ['get', 'create', 'patch', 'delete'],
          },
          {
            apiGroups: [''],
            resources: ['serviceaccounts'],
            verbs: ['create', 'patch'],
          },
          {apiGroups: [rbacGroup], resources: ['rolebindings'], verbs: ['create', 'patch']},
          {
            why: 'Those by which a sandbox is held, and those that its learner writes, which it judges first.',
            apiGroups: ['networking.k8s.io'],
            resources: ['networkpolicies'],
            verbs: ['get', 'list', 'create', 'patch', 'delete'],
          },
          {
            why: 'Likewise.',
            apiGroups: [''],
            resources: ['resourcequotas', 'limitranges'],
            verbs: ['get', 'list', 'create', 'patch', 'delete'],
          },
          {
            why: 'The only roles that it can hand out: it has none of their rights itself.',
            apiGroups: [rbacGroup],
            resources: ['clusterroles'],
            resourceNames: [sandboxRoles.learner, sandboxRoles.impersonator],
            verbs: ['bind'],
          },
        ],
      },
      {
        role: 'labrador-provisioner',
        scope: {namespace: systemNamespace},
        why: 'Which Labradors are at work on the cluster.',
        rules: [
          {
            apiGroups: ['coordination.k8s.io'],
            resources: ['leases'],
            verbs: ['list', 'create', 'patch', 'delete'],
          },
        ],
      },
    ],
  },
  labeller: {
    why: "Writes learners' labels on nodes.",
    grants: [
      {
        role: 'labrador-labeller',
        scope: 'cluster',
        rules: [{apiGroups: [''], resources: ['nodes'], verbs: ['patch']}],
      },
    ],
  },
  watcher: {
    why: 'Reads what the cards show.',
    grants: [
      {
        role: 'labrador-watcher',
        scope: 'cluster',
        rules: [
          ...onTypes(
            resourceTypes.filter(({isWatched}) => isWatched),
            ['list', 'watch'],
          ),
          {
            why: 'Learners are shown the nodes of their slice, one by one, and the events about them.',
            apiGroups: [''],
            resources: ['nodes'],
            verbs: ['get'],
          },
          // learners are shown what of it is theirs, and no more
          ...onTypes(
            resourceTypes.filter(({isOf}) => isOf !== undefined),
            ['get', 'list'],
          ),
          {
            why: 'What the nodes of a slice use, one by one: `kubectl top nodes`.',
            apiGroups: [metricsGroup],
            resources: ['nodes'],
            verbs: ['get'],
          },
          {apiGroups: [''], resources: ['events'], verbs: ['list']},
        ],
      },
      {
        role: 'labrador-watcher',
        scope: {namespace: 'kube-node-lease'},
        why: 'When nodes last said that they live, which `kubectl describe node` shows.',
        rules: [{apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get']}],
      },
    ],
  },
  'node-agent': {
    why: "Runs commands in the node agent's Pods.",
    grants: [
      {
        role: 'node-agent',
        scope: {namespace: nodeAgentNamespace},
        rules: [{apiGroups: [''], resources: ['pods'], verbs: ['list']}, execRule],
      },
    ],
  },
  learner: {
    why: 'The learner, in their own namespace.',
    grants: [
      {
        role: sandboxRoles.learner,
        scope: 'sandbox',
        why: 'What a learner may in their own namespace. Bound there, to the ServiceAccount `learner`, by the provisioner.',
        rules: [
          // nobody watches or updates as a learner; what they hold they can write into Roles, and these are words of every course
          ...onTypes(writable, ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
          {apiGroups: [''], resources: ['pods/log'], verbs: ['get']},
          execRule,
          {apiGroups: [''], resources: ['services/proxy'], verbs: ['get']},
          ...onTypes(readable, ['get', 'list', 'watch']),
          {
            why: 'What accounts of theirs may in this namespace: `kubectl auth can-i --as`.',
            apiGroups: ['authorization.k8s.io'],
            resources: ['localsubjectaccessreviews'],
            verbs: ['create'],
          },
          {
            why: 'What their Pods use: `kubectl top pods`.',
            apiGroups: [metricsGroup],
            resources: ['pods'],
            verbs: ['get', 'list'],
          },
        ],
      },
    ],
  },
};

/** In the order in which they are written and asked. */
export const rightsHolders: readonly RightsHolder[] = ['labrador', ...systemIdentities, learnerAccount];
