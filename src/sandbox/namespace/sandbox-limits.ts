import {limitRangeSchema} from '#src/kinds/limit-range/schema.ts';
import {ownLimitsName} from '#src/kinds/limit-range/own-limits.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import type {KubernetesObject} from '#src/kubernetes/kubernetes-object.ts';
import {parseQuantity} from '#src/kubernetes/quantity.ts';
import {metadataOf} from './sandbox-labels.ts';
import type {SandboxSpec} from '../sandbox.ts';

const resources = ['cpu', 'memory', 'ephemeral-storage'] as const;
type Resource = (typeof resources)[number];

/**
 * What a container gets. The storage is what it writes besides its volumes of the node: its own files, `emptyDir` and its
 * log; the kubelet evicts a Pod that has more. Asking for none, Pods fit on nodes that do not say what they have.
 */
const usual: Readonly<Record<Resource, {readonly request: string; readonly limit: string}>> = {
  cpu: {request: '10m', limit: '250m'},
  memory: {request: '16Mi', limit: '128Mi'},
  'ephemeral-storage': {request: '0', limit: '256Mi'},
};

/**
 * A limit of 0 would pass `max` and be none at all, so there is a `min`; an amount of storage has none, since it would have to
 * be asked for as well.
 */
const leastOfContainers: Readonly<Partial<Record<Resource, string>>> = {cpu: '1m', memory: '4Mi'};

/**
 * The LimitRange by which a sandbox is held. Where there are several, the API server fills in from any of them first: so this
 * one gives what the learner's give, within its own bounds, and a container gets the same whichever it is.
 * @param learners the learner's LimitRanges as the API server has them
 */
export function sandboxLimits(spec: SandboxSpec, learners: readonly KubernetesObject[] = []): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadataOf(ownLimitsName, spec),
    spec: {limits: [containerLimits(spec, learners), claimLimits(spec)]},
  };
}

function containerLimits({lab}: SandboxSpec, learners: readonly KubernetesObject[]): JsonObject {
  const given = learners
    .flatMap((range) => limitRangeSchema.parse(range).spec.limits ?? [])
    .filter(({type}) => type === 'Container');
  const limits: Record<string, string> = {};
  const requests: Record<string, string> = {};
  for (const name of resources) {
    const asked = (part: 'default' | 'defaultRequest'): string | undefined =>
      given.find((limit) => limit[part][name] !== undefined)?.[part][name];
    const within = (amount: string): string =>
      larger(leastOfContainers[name] ?? '0', smaller(lab.largestContainer[name], amount));
    const request = within(asked('defaultRequest') ?? usual[name].request);
    const limit = within(asked('default') ?? larger(usual[name].limit, request));
    limits[name] = isNothing(limit) ? usual[name].limit : limit;
    requests[name] = smaller(limits[name], request);
  }
  return {
    type: 'Container',
    defaultRequest: requests,
    default: limits,
    max: lab.largestContainer,
    min: leastOfContainers,
  };
}

/** What one claim may ask for. */
const claimLimits = ({lab}: SandboxSpec): JsonObject => ({
  type: 'PersistentVolumeClaim',
  max: {storage: lab.largestClaim},
});

const isNothing = (amount: string): boolean => parseQuantity(amount).thousandths <= 0n;

/** The first where they are equal. */
const larger = (one: string, other: string): string =>
  parseQuantity(other).thousandths > parseQuantity(one).thousandths ? other : one;
const smaller = (one: string, other: string): string =>
  parseQuantity(other).thousandths < parseQuantity(one).thousandths ? other : one;
