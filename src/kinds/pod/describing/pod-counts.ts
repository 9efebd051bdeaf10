import {controllerOf} from '#src/kubernetes/kubernetes-object.ts';
import {podSchema} from '../schema.ts';

/** How many of the Pods that the controller of that uid made run, wait, succeeded and failed: `Pods Status:`. */
export function podCountsText(pods: readonly unknown[], controllerUid: string): string {
  const own = pods.map((pod) => podSchema.parse(pod)).filter((pod) => controllerOf(pod)?.uid === controllerUid);
  const count = (wanted: string): number => own.filter(({status}) => status.phase === wanted).length;
  return [
    `${count('Running')} Running`,
    `${count('Pending')} Waiting`,
    `${count('Succeeded')} Succeeded`,
    `${count('Failed')} Failed`,
  ].join(' / ');
}
