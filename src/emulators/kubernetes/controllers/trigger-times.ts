import type {Service} from '../objects/cluster-objects.ts';
import type {KubeObject} from '../objects/kube-object.ts';
import type {Pod} from '../objects/pod.ts';

const triggerAnnotation = 'endpoints.kubernetes.io/last-change-trigger-time';

/**
 * When that changed from which the endpoints of a Service follow. They carry it in an annotation, by which it can be
 * measured how long they took; what changed for no such cause has none.
 */
export class TriggerTimes {
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  /** The annotations for what is about to be written. @param matching the Service's Pods */
  annotate(service: Service, matching: readonly Pod[]): KubeObject['metadata']['annotations'] {
    const {uid, creationTimestamp} = service.metadata;
    const before = this.#known.get(uid);
    const times = new Map(
      matching.flatMap(({metadata, status}) => {
        const turned = status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime;
        return turned === undefined ? [] : [[metadata.name, turned] as const];
      }),
    );
    this.#known.set(uid, times);
    const changed = [...times].filter(([name, time]) => time > (before?.get(name) ?? '')).map(([, time]) => time);
    const time = before === undefined ? creationTimestamp : changed.sort()[0];
    return time === undefined ? undefined : {[triggerAnnotation]: time};
  }

  forget(uid: string): void {
    this.#known.delete(uid);
  }
}
