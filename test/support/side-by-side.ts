import {execFile} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {KubeConfig} from '@kubernetes/client-node';
import {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import type {Operation} from '#src/operations/operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {labPolicySchema} from '#src/sandbox/lab-policy.ts';
import {namespaceSchema} from '#src/sandbox/sandbox.ts';
import {yardstickKubectl} from './kubectl-binary.ts';

const run = promisify(execFile);
/** Those that a lab cluster has by default. */
const allowedImages = ['nginx:1.18-alpine', 'busybox:1.36'];
/** How often they are compared until both read the same state of the cluster. */
const mostTries = 12;
/** How often ours is read while kubectl is at work, in ms: ages are those of the moment at which it prints. */
const readEveryMs = 40;

interface ComparedTexts {
  readonly normalise?: (text: string) => string;
  readonly readOurs?: () => Promise<string>;
}

/** kubectl and our own operations, side by side in a namespace of an administrator's. */
export interface SideBySide {
  readonly namespace: string;
  /** Applies YAML to the namespace; resolves to what kubectl says. */
  readonly apply: (yaml: string) => Promise<string>;
  /** The same by our operation. */
  readonly applyOurs: (yaml: string) => Promise<string>;
  readonly kubectl: (line: string) => Promise<string>;
  /** What our operation prints for the line, less the last line break. */
  readonly ours: (line: string) => Promise<string>;
  /**
   * What both print for the line, at a moment at which it is equal, or the last that was tried: ages go on between two
   * readings. `normalise` takes away what may differ; `readOurs` is for a text that the test makes itself.
   */
  readonly both: (line: string, options?: ComparedTexts) => Promise<{ours: string; kubectl: string}>;
  readonly close: () => Promise<void>;
}

/** Compares on the cluster of that kubeconfig, in a namespace that must have a sandbox's name and is made here. */
export async function startSideBySide(kubeconfigPath: string, namespaceName: string): Promise<SideBySide> {
  const side = await besides(kubeconfigPath, namespaceName);
  await side.apply(`apiVersion: v1\nkind: Namespace\nmetadata: {name: ${side.namespace}}\n`);
  return {
    ...side,
    close: async () => {
      await side.kubectl(`delete namespace ${side.namespace} --wait=false`);
      await side.close();
    },
  };
}

/** Compares on the API server of that kubeconfig, in a namespace that is there. */
export async function besides(kubeconfigPath: string, namespaceName: string): Promise<SideBySide> {
  const namespace = namespaceSchema.parse(namespaceName);
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const server = await ApiServer.open(config);
  const administrator = server.as(undefined);
  const identities: Identities = {system: () => administrator, learner: () => administrator};
  const {path: program} = await yardstickKubectl();
  const kubectl = async (args: readonly string[], input?: string): Promise<string> => {
    const running = run(program, ['--kubeconfig', kubeconfigPath, '-n', namespace, ...args], {
      env: {...process.env, TZ: 'UTC'},
      maxBuffer: 16 * 1024 * 1024,
    });
    // one that reads nothing may have ended by now
    running.child.stdin?.on('error', () => undefined);
    running.child.stdin?.end(input ?? '');
    const {stdout, stderr} = await running;
    return `${stderr}${stdout}`;
  };
  const nodeNames = (await kubectl(['get', 'nodes', '-o', 'name'])).trim().split('\n');
  const nodes = nodeNames.map((name) => name.replace('node/', ''));
  const sandbox = {
    namespace,
    workshop: 'test',
    learner: {id: 'ada', name: 'Ada'},
    nodes,
    lab: labPolicySchema.parse({
      lab: 'test',
      images: [...allowedImages],
      hostPathLeaves: [],
      podsPerNode: 1,
      nodesPerSandbox: 1,
    }),
  };
  const runOurs = async (operation: Operation): Promise<string> => {
    const outcome = await runOperation(operation, {
      ...unattended({sandbox, identities, signal: AbortSignal.timeout(20_000)}),
      isForLearner: true,
    });
    if (outcome.kind === 'failed') return `${outcome.text ?? ''}${outcome.message}`;
    if (outcome.kind !== 'done') return outcome.kind;
    const warnings = (outcome.warnings ?? []).map((warning) => `Warning: ${warning}\n`);
    return `${warnings.join('')}${outcome.text}`;
  };
  const ours = async (line: string): Promise<string> => runOurs(parseKubectl(line, {files: new Map()}).operation);
  const both: SideBySide['both'] = async (line, options = {}) => {
    const {normalise = (text: string) => text, readOurs = async () => ours(line)} = options;
    for (let attempt = 1; ; attempt += 1) {
      let isPrinted = false;
      const printed = kubectl(line.split(' ')).finally(() => {
        isPrinted = true;
      });
      const readMeanwhile = async (): Promise<string[]> => {
        const readings: string[] = [];
        for (;;) {
          const isLast = isPrinted;
          readings.push(normalise((await readOurs()).trimEnd()));
          if (isLast) return readings;
          await sleep(readEveryMs);
        }
      };
      const [theirText, readings] = await Promise.all([printed, readMeanwhile()]);
      const theirs = normalise(theirText.trimEnd());
      const ours = readings.find((text) => text === theirs) ?? readings.at(-1) ?? '';
      if (ours === theirs || attempt === mostTries) return {ours, kubectl: theirs};
      await sleep(attempt * 83);
    }
  };
  return {
    namespace,
    apply: async (yaml) => kubectl(['apply', '--validate=false', '-f', '-'], yaml),
    applyOurs: async (yaml) => runOurs({kind: 'apply', sources: [{name: 'manifests.yaml', yaml}]}),
    kubectl: async (line) => kubectl(line.split(' ')),
    ours,
    both,
    close: async () => {
      await server.close();
    },
  };
}
