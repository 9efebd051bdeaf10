import {z} from 'zod';
import {ownQuotaName} from '#src/kinds/resource-quota/own-quota.ts';
import {resourceType, typesThat, type ResourceType, type TypeThat} from '#src/kinds/resource-types.ts';
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

const makerSchema = z.looseObject({metadata: metadataSchema, spec: z.looseObject({template: templateSchema})});

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
  readonly kind: string;
  readonly name: string;
  readonly labels: RefusedPods['labels'];
}

const makers = typesThat('isWatched').flatMap((type) => {
  const {kind, lacksPods}: ResourceType = resourceType(type);
  return lacksPods === undefined ? [] : [{type, kind, lacksPods}];
});

/** Those of a sandbox, of which it has these objects. */
export function lackingMakers(objectsOf: (type: TypeThat<'isWatched'>) => readonly unknown[]): LackingMaker[] {
  return makers.flatMap(({type, kind, lacksPods}) =>
    objectsOf(type).flatMap((object) => {
      const read = makerSchema.safeParse(object).data;
      if (read === undefined || !lacksPods(object)) return [];
      return [{kind, name: read.metadata.name, labels: read.spec.template?.metadata?.labels ?? {}}];
    }),
  );
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
