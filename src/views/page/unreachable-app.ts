import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import type {Pod} from '#src/kinds/pod/schema.ts';

/** What is known of an app behind a Service that gave no page. */
export interface SilentApp {
  readonly service: string;
  /** What its Service looks for, as `-l` takes it; empty when it looks for nothing. */
  readonly selector: string;
  /** Where its Service sends: a number, or the name of a Pod's port. */
  readonly targetPort: number | string;
  /** The Pods that carry those labels. */
  readonly pods: readonly Pod[];
  /** How many addresses the Service sends to now. */
  readonly readyAddresses: number;
  /** What came in place of a page: a refusal, or nothing for so many seconds. */
  readonly failure: 'refused' | {readonly silentSeconds: number};
}

export interface Unreachable {
  /** Why, to go on after `The app does not answer: `, without a full stop. */
  readonly reason: string;
  readonly next: string;
}

/** Why nothing answers, in the words of what its learner can look at. */
export function unreachableApp(app: SilentApp): Unreachable {
  const {service, selector, pods, readyAddresses, failure} = app;
  if (readyAddresses > 0) {
    const where = whereItSends(app);
    if (failure === 'refused') {
      const reason = `${readyPods(pods)}, but nothing answers HTTP ${where}`;
      return {reason, next: `Compare the ports: kubectl describe service ${service}`};
    }
    const reason = `${readyPods(pods)}, but nothing came within ${failure.silentSeconds} s ${where}`;
    return {reason, next: `See what it does: kubectl logs -l ${selector}`};
  }
  if (selector === '') {
    return {
      reason: `the Service ${service} looks for no Pods`,
      next: `See its selector: kubectl describe service ${service}`,
    };
  }
  if (pods.length === 0) {
    return {
      reason: `no Pod has the labels that the Service ${service} looks for (${selector})`,
      next: 'See the labels of yours: kubectl get pods --show-labels',
    };
  }
  const statuses = pods.map(podStatus);
  if (statuses.every(({isReady}) => !isReady)) {
    return {reason: notReady(pods), next: 'See its Pods: kubectl get pods'};
  }
  if (typeof app.targetPort === 'string') {
    return {
      reason: `no Pod that is ready has a port named ${app.targetPort}, to which the Service ${service} sends`,
      next: `Compare the ports: kubectl describe service ${service}`,
    };
  }
  return {reason: `${readyPods(pods)} only just now`, next: 'Try again.'};
}

/**
 * Since when none of them is ready, by what they say themselves, in ms since 1970: for what nobody has watched. Undefined
 * when one is ready, or none says so.
 */
export function notReadySince(pods: readonly Pod[]): number | undefined {
  if (pods.some((pod) => podStatus(pod).isReady)) return undefined;
  const times = pods.flatMap(({status}) =>
    status.conditions.flatMap(({type, status: is, lastTransitionTime}) => {
      const at = Date.parse(lastTransitionTime ?? '');
      return type === 'Ready' && is === 'False' && !Number.isNaN(at) ? [at] : [];
    }),
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

const whereItSends = ({service, targetPort}: SilentApp): string =>
  `${typeof targetPort === 'number' ? 'on' : 'on the port named'} ${targetPort}, to which the Service ${service} sends`;

function readyPods(pods: readonly Pod[]): string {
  const ready = pods.filter((pod) => podStatus(pod).isReady);
  const [only] = ready;
  // its endpoints may be nobody's Pods
  if (only === undefined) return 'its addresses are ready';
  return ready.length === 1 ? `the Pod ${only.metadata.name} is ready` : `${ready.length} Pods are ready`;
}

function notReady(pods: readonly Pod[]): string {
  const [only] = pods;
  if (only !== undefined && pods.length === 1) {
    const {status, restarts} = podStatus(only);
    const again = restarts === 0 ? '' : `, restarted ${restarts === 1 ? 'once' : `${restarts} times`}`;
    return `its Pod ${only.metadata.name} is not ready (${status}${again})`;
  }
  const words = [...new Set(pods.map((pod) => podStatus(pod).status))];
  return `none of its ${pods.length} Pods is ready (${words.join(', ')})`;
}
