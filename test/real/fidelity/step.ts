import type {KubeConfig} from '@kubernetes/client-node';

/**
 * Something asked of both clusters, whose answers are compared. In texts, NAMESPACE stands for this run's, NODE for the
 * node that runs containers, OTHER_NODE and THIRD_NODE for the next, POD for the first Pod of the app nginx.
 */
export type Step = Common &
  (
    | {kind: 'kubectl'; line: string; input?: string}
    | {kind: 'watch'; line: string; shows: 'statuses' | 'lines'; during: readonly string[]; until: Condition}
    | ({kind: 'request'; method: string; path: string} & RequestOptions)
    | {kind: 'client'; call: Call}
  );

/** @param node the one that runs containers */
type Call = (config: KubeConfig, namespace: string, node: string) => Promise<unknown>;

interface Common {
  /** What the step is about, where its line or its path does not say it; unique within its theme. */
  name?: string;
  /** Rows of the support matrix that it covers beside those that its path names: `v1/pods/exec create`. */
  covers?: readonly string[];
}

interface RequestOptions {
  body?: object;
  /** The object is read first and sent back whole, with these changes merged into it. */
  change?: object;
  contentType?: string;
  accept?: string;
  as?: string;
  /** Of every object answered, only these fields are compared. */
  only?: readonly string[];
}

/** A line of kubectl whose output matches before the next step begins; it is not a step of its own. */
export interface Condition {
  kind: 'settle';
  line: string;
  matches: RegExp;
}

/** What is read as an object: of a wrong one, parts are missing. */
export interface KubeInput {
  kind?: string;
  metadata?: {name?: string; [field: string]: unknown};
  [field: string]: unknown;
}

/** Something typed that is not compared: it makes ready or clears away. */
interface Silent {
  kind: 'silent';
  line: string;
  input?: string;
}

/** Steps that share a fresh namespace, in order. */
export interface Theme {
  name: string;
  steps: readonly (Step | Condition | Silent)[];
  /** Lines that put nodes back as they were, whatever happened. */
  finally?: readonly string[];
}

/** @param input what the line reads, whose kind and name name the step */
export function kubectl(line: string, input?: KubeInput): Step {
  if (input === undefined) return {kind: 'kubectl', line};
  const name = [input.kind, input.metadata?.name].filter((word) => word !== undefined).join(' ');
  return {kind: 'kubectl', line, input: JSON.stringify(input), name};
}

export function silently(line: string, input?: object): Silent {
  return {kind: 'silent', line, ...(input === undefined ? {} : {input: JSON.stringify(input)})};
}

/** Waits until the output of a line matches. */
export function settle(line: string, matches: RegExp): Condition {
  return {kind: 'settle', line, matches};
}

/** Watches Pods with `kubectl get --watch` while another line changes them: the distinct statuses of each. */
export function watch(line: string, during: string, until: Condition): Step {
  return {kind: 'watch', line, shows: 'statuses', during: [during], until};
}

/** Watches with `kubectl get --watch` while other lines change what is watched: each line as it was printed. */
export function watchLines(line: string, during: readonly string[], until: Condition): Step {
  return {kind: 'watch', line, shows: 'lines', during, until};
}

export function request(method: string, path: string, options: RequestOptions = {}): Step {
  return {kind: 'request', method, path, ...options};
}

/** A call of the typed client. */
export function client(name: string, call: Call, covers: readonly string[] = []): Step {
  return {kind: 'client', name, call, covers};
}

/** Says what a step is about, where another of its theme is typed the same. */
export function named(name: string, step: Step): Step {
  return {...step, name};
}

/** Says which row of the support matrix a line of kubectl covers. */
export function covering(row: string, step: Step): Step {
  return {...step, covers: [row]};
}

/** What a step is called in a report: by what it does, so that it keeps its name when others come before it. */
export function titleOf(step: Step): string {
  const about = step.name === undefined ? '' : ` (${step.name})`;
  switch (step.kind) {
    case 'kubectl':
      return `kubectl ${step.line}${about}`;
    case 'watch':
      return `kubectl ${step.line} (during: ${step.during.join('; ')})`;
    case 'request': {
      const type = step.contentType === undefined ? '' : ` as ${step.contentType}`;
      const view = step.accept === undefined ? '' : ` accepting ${step.accept.split(',')[0] ?? ''}`;
      return `${step.method} ${step.path}${type}${view}${about}`;
    }
    case 'client':
      return `client-node ${step.name ?? ''}`;
  }
}
