import {z} from 'zod';
import {conditionsSchema} from '#src/kubernetes/conditions.ts';
import {cut} from '../cut.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {plainText} from '../hostile-text.ts';
import type {Words} from '#src/words/en/en.ts';
import {words} from '#src/words/words.ts';

const templateSchema = z
  .looseObject({
    metadata: z.looseObject({labels: z.record(z.string(), z.string()).optional()}).optional(),
  })
  .optional();

const metadataSchema = z.looseObject({
  name: z.string(),
  ownerReferences: z.array(z.looseObject({kind: z.string(), name: z.string()})).optional(),
});

const replicaSetSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({replicas: z.number().default(1), template: templateSchema}),
  status: z
    .looseObject({
      replicas: z.number().default(0),
      conditions: conditionsSchema,
    })
    .optional(),
});

const daemonSetSchema = z.looseObject({
  metadata: metadataSchema.extend({generation: z.number().default(1)}),
  spec: z.looseObject({template: templateSchema}),
  status: z
    .looseObject({
      observedGeneration: z.number().default(0),
      desiredNumberScheduled: z.number().default(0),
      currentNumberScheduled: z.number().default(0),
    })
    .optional(),
});

/** Something that is to make Pods, and that the cluster does not let. */
export interface RefusedPods {
  /** `deployment/web` */
  readonly maker: string;
  readonly labels: Readonly<Record<string, string>>;
  /** In the API server's words. */
  readonly reason: string;
}

/** The ReplicaSets whose Pods are refused; what a Deployment made is called by that. Its status tells why. */
export function refusedByReplicaSets(objects: readonly unknown[]): RefusedPods[] {
  return objects.flatMap((object) => {
    const read = replicaSetSchema.safeParse(object);
    if (!read.success) return [];
    const {metadata, spec, status} = read.data;
    const failure = status?.conditions.find(({type, status}) => type === 'ReplicaFailure' && status === 'True');
    if (failure === undefined || (status?.replicas ?? 0) >= spec.replicas) return [];
    const owner = metadata.ownerReferences?.find(({kind}) => kind === 'Deployment');
    const maker = owner === undefined ? `replicaset/${metadata.name}` : `deployment/${owner.name}`;
    return [{maker, labels: spec.template?.metadata?.labels ?? {}, reason: failure.message}];
  });
}

/** The DaemonSets that have fewer Pods than they are to have. Of why, only events tell. */
export function lackingDaemonSets(objects: readonly unknown[]): {name: string; labels: RefusedPods['labels']}[] {
  return objects.flatMap((object) => {
    const read = daemonSetSchema.safeParse(object);
    if (!read.success) return [];
    const {metadata, spec, status} = read.data;
    // some controllers write no status while they cannot make Pods
    const isBehind = (status?.observedGeneration ?? 0) < metadata.generation;
    const isLacking = isBehind || (status?.currentNumberScheduled ?? 0) < (status?.desiredNumberScheduled ?? 0);
    return isLacking ? [{name: metadata.name, labels: spec.template?.metadata?.labels ?? {}}] : [];
  });
}

/** Those of them that events say are not let make their Pods. @param events the earliest first */
export function refusedByDaemonSets(
  lacking: ReturnType<typeof lackingDaemonSets>,
  events: readonly Event[],
): RefusedPods[] {
  return lacking.flatMap(({name, labels}) => {
    const event = events.findLast(
      ({reason, involvedObject}) =>
        reason === 'FailedCreate' && involvedObject.kind === 'DaemonSet' && involvedObject.name === name,
    );
    return event === undefined ? [] : [{maker: `daemonset/${name}`, labels, reason: event.message}];
  });
}

/** Of so many; what else there is has the same reason as a rule. */
const mostShown = 3;
const longestReason = 300;
const preamble = /^(?:Error creating: )?pods "[^"]*" is forbidden: /u;

/** What a person can do about a reason, by the API server's words for it: a status has no code of its own. */
const ways: readonly (readonly [RegExp, keyof Words['pods']['refusedWays']])[] = [
  [/exceeded quota/u, 'quota'],
  [/(?:maximum|minimum) .* per (?:Container|Pod)|must be less than or equal/u, 'amounts'],
  [/failed quota: .* must specify/u, 'noAmounts'],
];

/** A line for each, with what to do. */
export function renderRefusedPods(refused: readonly RefusedPods[]): string[] {
  const lines = refused.map(({maker, reason}) => {
    const said = plainText(cut(reason.replace(preamble, ''), longestReason));
    const way = ways.find(([pattern]) => pattern.test(reason))?.[1];
    return `⚠ ${words().pods.refused({maker: plainText(maker), reason: said})}${way === undefined ? '' : `\n→ ${words().pods.refusedWays[way]}`}`;
  });
  return [...new Set(lines)].slice(0, mostShown);
}
