import {podStatus} from '#src/kinds/pod/status/pod-status.ts';
import type {Pod} from '#src/kinds/pod/schema.ts';
import {lineOf, typeLine} from '#src/operations/kubectl/type-line.ts';
import {words} from '#src/words/words.ts';

/** What is known of an app behind a Service that gave no page. */
export interface SilentApp {
  readonly service: string;
  /** What its Service looks for, as `-l` takes it; empty when it looks for nothing. */
  readonly selector: string;
  /** Where its Service sends: a number, or the name of a Pod's port. */
  readonly targetPort: number | string;
  /** The Pods that carry those labels. */
  readonly pods: readonly Pod[];
  /** What makes Pods with those labels, where there are none. */
  readonly makers: readonly PodMaker[];
  /** How many addresses the Service sends to now. */
  readonly readyAddresses: number;
  /** What came in place of a page: a refusal, or nothing for so many seconds. */
  readonly failure: 'refused' | {readonly silentSeconds: number};
}

export interface PodMaker {
  /** `deployment/web` */
  readonly object: string;
  /** How many it is to have; undefined where nodes decide. */
  readonly replicas?: number;
}

export interface Unreachable {
  /** Why, to go on after `The app does not answer: `, without a full stop. */
  readonly reason: string;
  readonly next: string;
}

/** Why nothing answers, in the words of what its learner can look at. */
export function unreachableApp(app: SilentApp): Unreachable {
  const {service, selector, pods, readyAddresses, failure, targetPort} = app;
  const {silent, silentNext} = words().pods;
  if (readyAddresses > 0) {
    const where = whereItSends(app);
    const ready = readyPods(pods);
    if (failure === 'refused') return wrongPort(silent.noHttp({ready, where}), app);
    return {
      reason: silent.noAnswer({ready, where, seconds: failure.silentSeconds}),
      next: silentNext.seeLogs({selector}),
    };
  }
  if (selector === '') return {reason: silent.noSelector({service}), next: silentNext.seeSelector({service})};
  if (pods.length === 0) return withoutPods(app);
  const statuses = pods.map(podStatus);
  if (statuses.every(({isReady}) => !isReady)) return {reason: notReady(pods), next: silentNext.seePods};
  if (typeof targetPort === 'string') {
    return wrongPort(silent.noSuchPort({port: targetPort, service}), app);
  }
  return {reason: silent.onlyJustNow({ready: readyPods(pods)}), next: silentNext.again};
}

/** Where the labels are those of something that has no Pods now, they are not what is wrong. */
function withoutPods({service, selector, makers}: SilentApp): Unreachable {
  const {silent, silentNext} = words().pods;
  const [maker] = makers;
  if (maker === undefined) return {reason: silent.noPod({service, selector}), next: silentNext.seeLabels};
  const {object, replicas} = maker;
  return {
    reason: silent.makerWithout({maker: object, service}),
    next: replicas === 0 ? typeLine(lineOf(['scale', object, '--replicas=1'])) : silentNext.seeMaker({maker: object}),
  };
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

type DeclaredPort = Pod['spec']['containers'][number]['ports'][number];

const portsShown = 5;

/** What the containers declare, beside where the Service sends: only together the two sides show which of them is wrong. */
function wrongPort(where: string, {service, selector, targetPort, pods}: SilentApp): Unreachable {
  const {silent, silentNext} = words().pods;
  // its endpoints may be nobody's Pods
  if (pods.length === 0) return {reason: where, next: silentNext.comparePorts({service})};
  const declared = declaredPorts(pods);
  const reason = silent.besides({
    where,
    declared: declared.length === 0 ? silent.declareNone : silent.declare({ports: shownPorts(declared)}),
  });
  const isDeclared = declared.some(({containerPort, name}) => containerPort === targetPort || name === targetPort);
  if (isDeclared || declared.length === 0) return {reason, next: silentNext.seeWhereItListens({selector})};
  const [only] = declared;
  return only === undefined || declared.length > 1
    ? {reason, next: silentNext.comparePorts({service})}
    : {reason, next: silentNext.writeTargetPort({service, port: String(only.containerPort)})};
}

/** Of the Pods that are ready, each once. */
function declaredPorts(pods: readonly Pod[]): readonly DeclaredPort[] {
  const ports = pods
    .filter((pod) => podStatus(pod).isReady)
    .flatMap(({spec}) => spec.containers.flatMap((container) => container.ports))
    .filter(({protocol = 'TCP'}) => protocol === 'TCP');
  return [...new Map(ports.map((port) => [shownPort(port), port])).values()];
}

const shownPort = ({containerPort, name}: DeclaredPort): string =>
  name === undefined ? String(containerPort) : `${containerPort} (${name})`;

const shownPorts = (ports: readonly DeclaredPort[]): string =>
  [...ports.slice(0, portsShown).map(shownPort), ...(ports.length > portsShown ? ['…'] : [])].join(', ');

function whereItSends({service, targetPort}: SilentApp): string {
  const {onPort, onPortNamed} = words().pods.silent;
  return typeof targetPort === 'number'
    ? onPort({port: String(targetPort), service})
    : onPortNamed({port: targetPort, service});
}

function readyPods(pods: readonly Pod[]): string {
  const {addressesReady, podReady, podsReady} = words().pods.silent;
  const ready = pods.filter((pod) => podStatus(pod).isReady);
  const [only] = ready;
  // its endpoints may be nobody's Pods
  if (only === undefined) return addressesReady;
  return ready.length === 1 ? podReady({name: only.metadata.name}) : podsReady({count: ready.length});
}

function notReady(pods: readonly Pod[]): string {
  const said = words().pods.silent;
  const [only] = pods;
  if (only !== undefined && pods.length === 1) {
    const {status, restarts} = podStatus(only);
    const {name} = only.metadata;
    return restarts === 0 ? said.notReady({name, status}) : said.restarted({name, status, count: restarts});
  }
  const statuses = [...new Set(pods.map((pod) => podStatus(pod).status))].join(', ');
  return said.noneReady({count: pods.length, statuses});
}
