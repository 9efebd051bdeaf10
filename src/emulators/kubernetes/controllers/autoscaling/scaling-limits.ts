import type {HorizontalPodAutoscaler, ScalingRules} from '../../objects/horizontal-pod-autoscaler.ts';

/** What was recommended or done, and when, in ms since 1970. */
interface Recommendation {
  at: number;
  replicas: number;
}
interface ScaleEvent {
  at: number;
  /** By how many. */
  change: number;
}

/** What is remembered of an autoscaler: not by the API, so that a new cluster begins anew. */
export interface ScalingHistory {
  recommendations: Recommendation[];
  ups: ScaleEvent[];
  downs: ScaleEvent[];
}

/** Said of what was decided: a reason and a message. */
interface Why {
  reason: string;
  message: string;
}

export interface Limited {
  replicas: number;
  /** Of AbleToScale. */
  ability: Why;
  /** Of ScalingLimited. */
  limit: Why & {isLimited: boolean};
}

interface Moment {
  now: number;
  secondMs: number;
}

/** The highest number of the last five minutes counts before fewer are asked for, unless said otherwise. */
const stabilizationSeconds = 300;

const tooMany = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
};
const tooFew = {reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count'};
const tooFastUp = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
};
const tooFastDown = {
  reason: 'ScaleDownLimit',
  message: 'the desired replica count is decreasing faster than the maximum scale rate',
};
const withinRange = {reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range'};
const ready = {reason: 'ReadyForNewScale', message: 'recommended size matches current size'};
const heldDown = {
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
};
const heldUp = {
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
};

/** What becomes of a number that metrics ask for, by what was asked for before, how fast it may change, and its bounds. */
export function limitReplicas(
  {spec}: HorizontalPodAutoscaler,
  {current, wanted}: {current: number; wanted: number},
  history: ScalingHistory,
  moment: Moment,
): Limited {
  const {behavior, maxReplicas: max} = spec;
  const min = spec.minReplicas ?? 1;
  const up = behavior?.scaleUp ?? {};
  const down = behavior?.scaleDown ?? {};
  const stable = stabilize({current, wanted}, {up, down, hasBehavior: behavior !== undefined}, history, moment);
  const ability = stable === wanted ? ready : wanted >= current && behavior !== undefined ? heldUp : heldDown;
  const {replicas, ...why} =
    behavior === undefined
      ? boundByDefault(current, stable, {min, max})
      : boundByRules({current, wanted: stable, min, max}, {up, down}, history, moment);
  return {replicas, ability, limit: {...why, isLimited: replicas !== stable}};
}

/** The number that all recommendations of a window agree on; it is remembered what was wanted. */
function stabilize(
  {current, wanted}: {current: number; wanted: number},
  {up, down, hasBehavior}: {up: ScalingRules; down: ScalingRules; hasBehavior: boolean},
  history: ScalingHistory,
  {now, secondMs}: Moment,
): number {
  const since = (rules: ScalingRules, usual: number): number =>
    now - (rules.stabilizationWindowSeconds ?? usual) * secondMs;
  const within = (from: number): number[] =>
    history.recommendations.filter(({at}) => at > from).map(({replicas}) => replicas);
  const highest = Math.max(wanted, ...within(since(down, stabilizationSeconds)));
  const lowest = Math.min(wanted, ...within(since(up, 0)));
  const oldest = Math.min(since(down, stabilizationSeconds), since(up, 0));
  history.recommendations = [...history.recommendations.filter(({at}) => at > oldest), {at: now, replicas: wanted}];
  if (!hasBehavior) return highest;
  return Math.min(Math.max(current, lowest), highest);
}

type Bounded = Why & {replicas: number};

function boundByDefault(current: number, wanted: number, {min, max}: {min: number; max: number}): Bounded {
  const fastest = Math.max(2 * current, 4);
  if (wanted < min) return {replicas: min, ...tooFew};
  if (wanted > Math.min(max, fastest)) {
    return max > fastest ? {replicas: fastest, ...tooFastUp} : {replicas: max, ...tooMany};
  }
  return {replicas: wanted, ...withinRange};
}

function boundByRules(
  {current, wanted, min, max}: {current: number; wanted: number; min: number; max: number},
  rules: {up: ScalingRules; down: ScalingRules},
  history: ScalingHistory,
  moment: Moment,
): Bounded {
  if (wanted > current) {
    const fastest = Math.max(current, upperLimit(current, rules.up, history, moment));
    if (wanted > Math.min(max, fastest)) {
      return max > fastest ? {replicas: fastest, ...tooFastUp} : {replicas: max, ...tooMany};
    }
  } else if (wanted < current) {
    const fastest = Math.min(current, lowerLimit(current, rules.down, history, moment));
    if (wanted < Math.max(min, fastest)) {
      return min < fastest ? {replicas: fastest, ...tooFastDown} : {replicas: min, ...tooFew};
    }
  }
  return {replicas: wanted, ...withinRange};
}

function upperLimit(current: number, rules: ScalingRules, history: ScalingHistory, moment: Moment): number {
  return limitOf(current, rules, {
    ofPolicy: ({type, value, periodSeconds}) => {
      const {added, removed} = changedWithin(periodSeconds, history, moment);
      const start = current - added + removed;
      return type === 'Pods' ? start + value : Math.ceil((start * (100 + value)) / 100);
    },
    most: Math.max,
    least: Math.min,
  });
}

function lowerLimit(current: number, rules: ScalingRules, history: ScalingHistory, moment: Moment): number {
  return limitOf(current, rules, {
    ofPolicy: ({type, value, periodSeconds}) => {
      const {added, removed} = changedWithin(periodSeconds, history, moment);
      const start = current - added + removed;
      return type === 'Pods' ? start - value : Math.trunc((start * (100 - value)) / 100);
    },
    // the most of a change downwards is the lowest number
    most: Math.min,
    least: Math.max,
  });
}

type Policy = NonNullable<ScalingRules['policies']>[number];

function limitOf(
  current: number,
  {selectPolicy = 'Max', policies = []}: ScalingRules,
  by: {
    ofPolicy: (policy: Policy) => number;
    most: (...numbers: number[]) => number;
    least: (...numbers: number[]) => number;
  },
): number {
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(by.ofPolicy);
  return selectPolicy === 'Min' ? by.least(...limits) : by.most(...limits);
}

function changedWithin(
  seconds: number,
  {ups, downs}: ScalingHistory,
  {now, secondMs}: Moment,
): {added: number; removed: number} {
  const sum = (events: readonly ScaleEvent[]): number =>
    events.filter(({at}) => at > now - seconds * secondMs).reduce((all, {change}) => all + change, 0);
  return {added: sum(ups), removed: sum(downs)};
}
