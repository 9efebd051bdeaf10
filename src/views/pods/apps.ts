import {appOf, type PodRecord} from '#src/kinds/pod/status/pod-record.ts';

/** A Service with the Pods that its selector finds, those that are gone included. */
export interface ServedPods {
  readonly service: string;
  readonly pods: readonly PodRecord[];
}

/** What goes down and comes up as one. */
export interface App {
  readonly name: string;
  readonly pods: readonly PodRecord[];
  /** Whether a Service leads to it: then it is missed also once nobody wants Pods of it. */
  readonly isServed: boolean;
}

/**
 * The apps that these Pods are of: what is behind a Service, whoever made it, and else what has one top owner. Pods that are to
 * end, and those of nobody's, are no app.
 */
export function appsOf(records: readonly PodRecord[], served: readonly ServedPods[]): App[] {
  const shown = new Set(records.map(({uid}) => uid));
  const apps = new Map<string, App>();
  for (const {service, pods} of served) {
    const running = pods.filter(({isToEnd}) => !isToEnd);
    if (!running.some(({uid}) => shown.has(uid))) continue;
    // several Services in front of the same Pods are one app
    const same = running.map(({uid}) => uid).sort();
    const [owner, ...others] = new Set(running.map(appOf));
    const name = owner !== undefined && others.length === 0 ? owner : service;
    if (!apps.has(same.join(' '))) apps.set(same.join(' '), {name, pods: running, isServed: true});
  }
  const taken = new Set([...apps.values()].flatMap(({pods}) => pods.map(({uid}) => uid)));
  const rest = records.filter(({uid, isToEnd}) => !isToEnd && !taken.has(uid));
  const owned = Map.groupBy(rest, appOf);
  owned.delete(undefined);
  return [...apps.values(), ...[...owned].map(([name = '', pods]) => ({name, pods, isServed: false}))];
}
