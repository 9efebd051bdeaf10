import type {KubeConfig} from '@kubernetes/client-node';

/** Something asked of both clusters, whose answers are compared. In texts, NAMESPACE, NODE and POD stand for this run's. */
export type Step =
  | {kind: 'kubectl'; line: string; input?: string}
  | {kind: 'watch'; line: string; during: string; until: Condition}
  | {kind: 'request'; method: string; path: string; body?: object; contentType?: string; accept?: string; as?: string}
  | {kind: 'client'; name: string; call: (config: KubeConfig, namespace: string) => Promise<unknown>};

/** A line of kubectl whose output matches before the next step begins; it is not a step of its own. */
export interface Condition {
  kind: 'settle';
  line: string;
  matches: RegExp;
}

/** Steps that share a fresh namespace, in order. */
export interface Theme {
  name: string;
  steps: readonly (Step | Condition)[];
}

export function kubectl(line: string, input?: object): Step {
  return {kind: 'kubectl', line, ...(input === undefined ? {} : {input: JSON.stringify(input)})};
}

/** Waits until the output of a line matches. */
export function settle(line: string, matches: RegExp): Condition {
  return {kind: 'settle', line, matches};
}

/** Watches Pods with `kubectl get --watch` while another line changes them. */
export function watch(line: string, during: string, until: Condition): Step {
  return {kind: 'watch', line, during, until};
}

export function request(
  method: string,
  path: string,
  options: Omit<Extract<Step, {kind: 'request'}>, 'kind' | 'method' | 'path'> = {},
): Step {
  return {kind: 'request', method, path, ...options};
}

/** A call of the typed client. */
export function client(name: string, call: (config: KubeConfig, namespace: string) => Promise<unknown>): Step {
  return {kind: 'client', name, call};
}

/** What a step is called in a report. */
export function titleOf(step: Step): string {
  switch (step.kind) {
    case 'kubectl':
      return `kubectl ${step.line}`;
    case 'watch':
      return `kubectl ${step.line} (during: ${step.during})`;
    case 'request': {
      const type = step.contentType === undefined ? '' : ` as ${step.contentType}`;
      const view = step.accept === undefined ? '' : ` accepting ${step.accept.split(',')[0] ?? ''}`;
      return `${step.method} ${step.path}${type}${view}`;
    }
    case 'client':
      return `client-node ${step.name}`;
  }
}
