import {z} from 'zod';
import {ownQuotaName} from '#src/kinds/resource-quota/own-quota.ts';
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
    .prefault({}),
});

const statefulSetSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    replicas: z.number().default(1),
    podManagementPolicy: z.string().default('OrderedReady'),
    template: templateSchema,
  }),
  status: z.looseObject({replicas: z.number().default(0), readyReplicas: z.number().default(0)}).prefault({}),
});

const jobSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    parallelism: z.number().default(1),
    completions: z.number().optional(),
    suspend: z.boolean().default(false),
    template: templateSchema,
  }),
  status: z
    .looseObject({
      active: z.number().default(0),
      succeeded: z.number().default(0),
      failed: z.number().default(0),
      conditions: conditionsSchema,
    })
    .prefault({conditions: []}),
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

/** What has fewer Pods than it is to have, and says nowhere why: only events tell. */
export interface LackingMaker {
  readonly kind: 'DaemonSet' | 'StatefulSet' | 'Job';
  readonly name: string;
  readonly labels: RefusedPods['labels'];
}

type MakerType = 'daemonsets' | 'statefulsets' | 'jobs';

/** Those of a sandbox, of which it has these objects. */
export function lackingMakers(objectsOf: (type: MakerType) => readonly unknown[]): LackingMaker[] {
  return [
    ...lacking('DaemonSet', objectsOf('daemonsets'), daemonSetSchema, ({metadata, status}) => {
      // some controllers write no status while they cannot make Pods
      const isBehind = status.observedGeneration < metadata.generation;
      return isBehind || status.currentNumberScheduled < status.desiredNumberScheduled;
    }),
    ...lacking('StatefulSet', objectsOf('statefulsets'), statefulSetSchema, ({spec, status}) => {
      // the next one is made only once those before it are ready
      const isNextDue = spec.podManagementPolicy !== 'OrderedReady' || status.readyReplicas === status.replicas;
      return isNextDue && status.replicas < spec.replicas;
    }),
    ...lacking('Job', objectsOf('jobs'), jobSchema, ({spec, status}) => {
      // one whose Pods fail waits before it makes another
      const isAtWork = !spec.suspend && status.failed === 0 && status.conditions.every((one) => one.status !== 'True');
      const left = (spec.completions ?? Infinity) - status.succeeded;
      return isAtWork && status.active < Math.min(spec.parallelism, left);
    }),
  ];
}

function lacking<Maker extends {metadata: {name: string}; spec: {template?: z.infer<typeof templateSchema>}}>(
  kind: LackingMaker['kind'],
  objects: readonly unknown[],
  schema: z.ZodType<Maker>,
  isLacking: (maker: Maker) => boolean,
): LackingMaker[] {
  return objects.flatMap((object) => {
    const read = schema.safeParse(object).data;
    if (read === undefined || !isLacking(read)) return [];
    return [{kind, name: read.metadata.name, labels: read.spec.template?.metadata?.labels ?? {}}];
  });
}

/** Those of them that events say are not let make their Pods. @param events the earliest first */
export function refusedByEvents(lacking: readonly LackingMaker[], events: readonly Event[]): RefusedPods[] {
  return lacking.flatMap(({kind, name, labels}) => {
    const event = events.findLast(
      ({reason, involvedObject}) =>
        reason === 'FailedCreate' && involvedObject.kind === kind && involvedObject.name === name,
    );
    return event === undefined ? [] : [{maker: `${kind.toLowerCase()}/${name}`, labels, reason: event.message}];
  });
}

/** Of so many reasons. */
const mostShown = 3;
const longestReason = 300;
const preamble =
  /^(?:\(combined from similar events\): )?(?:Error creating: |[Cc]reate Pod \S+ in StatefulSet \S+ failed error: )?pods "[^"]*" is forbidden: /u;

/** What a person can do about a reason, by the API server's words for it: a status has no code of its own. */
const ways: readonly (readonly [RegExp, keyof Words['pods']['refusedWays']])[] = [
  [new RegExp(`exceeded quota: ${ownQuotaName}(?:,|$)`, 'u'), 'quota'],
  [/exceeded quota/u, 'ownQuota'],
  [/(?:maximum|minimum) .* per (?:Container|Pod)|must be less than or equal/u, 'amounts'],
  [/failed quota: .* must specify/u, 'noAmounts'],
];

/** Of those with the same reason. */
const mostNamed = 5;

/**
 * A line for each reason, with whose Pods do not come for it and what to do.
 * @param about what kubectl printed; what it names comes first
 */
export function renderRefusedPods(refused: readonly RefusedPods[], about = ''): string[] {
  const named = new Set(about.split(/\s+/u).map((word) => word.replace(/^([a-z]+)[^/]*\//u, '$1/')));
  const isNamed = ({maker}: RefusedPods): number => (named.has(maker) ? 0 : 1);
  const makersFor = new Map<string, {makers: Set<string>; way: string}>();
  for (const {maker, reason} of refused.toSorted((one, other) => isNamed(one) - isNamed(other))) {
    const said = plainText(cut(reason.replace(preamble, ''), longestReason));
    const way = ways.find(([pattern]) => pattern.test(reason))?.[1];
    const same = makersFor.get(said) ?? {
      makers: new Set(),
      way: way === undefined ? '' : `\n→ ${words().pods.refusedWays[way]}`,
    };
    same.makers.add(plainText(maker));
    makersFor.set(said, same);
  }
  return [...makersFor].slice(0, mostShown).map(([reason, {makers, way}]) => {
    const [maker = '', ...others] = makers;
    const more = makers.size > mostNamed ? ` +${makers.size - mostNamed}` : '';
    const all = `${[...makers].slice(0, mostNamed).join(', ')}${more}`;
    const {refused: ofOne, refusedOfMany} = words().pods;
    return `⚠ ${others.length === 0 ? ofOne({maker, reason}) : refusedOfMany({makers: all, reason})}${way}`;
  });
}
