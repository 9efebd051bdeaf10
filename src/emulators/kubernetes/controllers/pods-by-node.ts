import type {Pod} from '../objects/pod.ts';
import {pods} from '../resources/pods.ts';
import type {Store} from '../store/store.ts';

/** Whether a Pod takes nothing of its node any more. */
export function hasEnded({status}: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}

/** Which Pods each node has, kept up to date so that nobody has to search all of them. */
export class PodsByNode {
  readonly #byNode = new Map<string, Map<string, Pod>>();
  readonly #unsubscribe: () => void;

  constructor(store: Store) {
    for (const pod of store.list(pods)) this.#put(pod);
    this.#unsubscribe = store.subscribe(({resource, type, object}) => {
      if (resource !== pods) return;
      // An event of this resource carries a Pod.
      const pod = object as Pod;
      if (type === 'DELETED') this.#byNode.get(pod.spec.nodeName ?? '')?.delete(pod.metadata.uid);
      else this.#put(pod);
    });
  }

  on(nodeName: string): Pod[] {
    return [...(this.#byNode.get(nodeName)?.values() ?? [])];
  }

  /** Those that have not ended, which count against what a node can take. */
  running(nodeName: string): Pod[] {
    return this.on(nodeName).filter((pod) => !hasEnded(pod));
  }

  close(): void {
    this.#unsubscribe();
  }

  #put(pod: Pod): void {
    const {nodeName} = pod.spec;
    if (nodeName === undefined) return;
    const onNode = this.#byNode.get(nodeName) ?? new Map<string, Pod>();
    this.#byNode.set(nodeName, onNode.set(pod.metadata.uid, pod));
  }
}
