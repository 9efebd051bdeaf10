import type {Answer} from './cluster-of-policies.ts';

interface Case {
  readonly kind: string;
  /** With dots between its steps. */
  readonly path: string;
}

/** What is refused by another wall than the policy, or by none, and why that is right. */
const exceptions: readonly {readonly why: string; readonly holds: (one: Case, answer: Answer) => boolean}[] = [
  {
    why: 'a container that runs before the others has no probes and hooks, unless it is restarted, which the policy refuses',
    holds: ({path}, {wall, said}) =>
      path.includes('initContainers') && wall === 'validation' && said.includes('may not be set for init containers'),
  },
  {
    why: 'a wait is never longer than the Pod has to end, which the policy bounds',
    holds: ({path}, {wall, said}) =>
      path.endsWith('.sleep.seconds') &&
      wall === 'validation' &&
      said.includes('must be non-negative and less than terminationGracePeriodSeconds'),
  },
  {
    why: 'what is ready is not ended by a probe',
    holds: ({path}, {wall, said}) =>
      path.endsWith('readinessProbe.terminationGracePeriodSeconds') &&
      wall === 'validation' &&
      said.includes('must not be set for readinessProbes'),
  },
  {
    why: 'a claim needs one of resourceClaims, and a device a claim, which the policy refuses',
    holds: ({path}, {wall, said}) =>
      /\.(claims|volumeDevices)$/.test(path) && wall === 'validation' && said.includes('Not found'),
  },
  {
    why: 'it takes a privileged container, which the policy refuses',
    holds: ({path}, {wall, said}) =>
      path.endsWith('mountPropagation') && wall === 'validation' && said.includes('only to privileged containers'),
  },
  {
    why: 'no Pod begins with a debugging container; the subresource is a case of its own',
    holds: ({path}, {wall, said}) =>
      path.endsWith('ephemeralContainers') &&
      wall === 'validation' &&
      /cannot be set on create|ephemeral containers not allowed in pod template/.test(said),
  },
  {
    why: 'the cluster has no such RuntimeClass; a template with one is refused by the policy',
    holds: ({kind, path}, {wall, said}) =>
      kind === 'Pod' &&
      /\.(overhead|runtimeClassName)$/.test(path) &&
      wall === 'other admission' &&
      said.includes('pod rejected'),
  },
  {
    why: 'the cluster itself gives Pods pull secrets, and learners have no Secrets to name',
    holds: ({kind, path}, {wall}) => kind === 'Pod' && path.endsWith('imagePullSecrets') && wall === 'done',
  },
  {
    why: 'a Pod is not changed but in a few places',
    holds: ({kind, path}, {wall, said}) =>
      kind === 'Pod' &&
      path.startsWith('spec.') &&
      wall === 'validation' &&
      /pod updates may not (change|add)|only deletion is allowed/.test(said),
  },
  {
    why: 'it stays as it was made, whatever is wanted of it',
    holds: ({kind}, {wall, said}) =>
      ['Job', 'PersistentVolumeClaim', 'StatefulSet'].includes(kind) &&
      wall === 'validation' &&
      /is immutable|volumeClaimTemplates: Invalid value|can only be modified in tandem/.test(said),
  },
  {
    why: 'what is written for a learner is never written by PUT, for which nobody has the right',
    holds: ({kind}, {wall, said}) =>
      ['NetworkPolicy', 'ResourceQuota', 'LimitRange'].includes(kind) &&
      wall === 'rights' &&
      said.includes('cannot update resource'),
  },
  {
    why: 'no Role of a namespace has paths, which are of the cluster',
    holds: ({kind, path}, {wall}) =>
      kind === 'Role' && path.endsWith('nonResourceURLs') && (wall === 'validation' || wall === 'rights'),
  },
  {
    why: 'no template of Jobs has a selector of its own',
    holds: ({kind, path}, {wall}) =>
      kind === 'CronJob' && /\.(manualSelector|selector)$/.test(path) && wall === 'validation',
  },
  {
    why: 'of StatefulSets there are the two ways alone that the policy admits',
    holds: ({kind, path}, {wall}) =>
      kind === 'StatefulSet' && path === 'spec.updateStrategy.type' && wall === 'validation',
  },
  {
    why: 'server-side apply takes a port of another protocol for another port, which needs a name of its own',
    holds: ({kind, path}, {wall, said}) =>
      kind === 'Service' && path.endsWith('protocol') && wall === 'validation' && said.includes('Duplicate value'),
  },
  {
    why: 'a peer of a NetworkPolicy is either addresses or Pods',
    holds: ({kind, path}, {wall}) => kind === 'NetworkPolicy' && path.endsWith('ipBlock') && wall === 'validation',
  },
  {
    why: 'a backend of an Ingress is either a Service or something else',
    holds: ({kind, path}, {wall}) => kind === 'Ingress' && path.includes('resource') && wall === 'validation',
  },
  {
    why: 'a quota is about scopes that there are',
    holds: ({kind, path}, {wall}) => kind === 'ResourceQuota' && path.startsWith('spec.scope') && wall === 'validation',
  },
];

/** Whether the policy refused it, the API server dropped it, being of a feature that is off, or there is a reason. */
export const isHeld = (one: Case, answer: Answer, isThere: boolean): boolean =>
  answer.wall === 'policy' || (answer.wall === 'done' && !isThere) || exceptions.some(({holds}) => holds(one, answer));
