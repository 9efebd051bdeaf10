import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {ApiServer, type ApiClient} from '#src/cluster/api/api-client.ts';
import {unattended, type OperationMemory} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {namespace, sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {startCluster, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

/** What a run is given in place of its own. */
interface Given {
  readonly client?: ApiClient;
  readonly memory?: OperationMemory;
}

/** An emulated cluster in which the same lines are typed here and into the real kubectl, in one namespace. */
export interface BesideKubectl {
  readonly cluster: EmulatedCluster;
  readonly server: ApiServer;
  /** What a line comes to here, as an administrator: what a learner may is not what this is about. */
  readonly ours: (line: string, given?: Given) => Promise<Outcome>;
  readonly run: (operation: Operation, given?: Given) => Promise<Outcome>;
  /** A file of the lab, which kubectl finds under the same path. */
  readonly write: (path: string, text: string) => Promise<void>;
  /** What a trial of the line prints, here and by kubectl. */
  readonly tried: (line: string) => Promise<{ours: Tried; theirs: Tried}>;
  readonly close: () => Promise<void>;
}

interface Tried {
  readonly line: string;
  readonly text: string;
  readonly stderr: string;
}

const trial = '--dry-run=client';

export async function startBesideKubectl(): Promise<BesideKubectl> {
  const cluster = await startCluster();
  const server = await ApiServer.open(cluster.clientConfig());
  await cluster.api('/api/v1/namespaces', {method: 'POST', body: {metadata: {name: namespace}}});
  // as a learner's own kubeconfig would have it: a namespace that is asked for with -n is printed
  await cluster.kubectl(`config set-context --current --namespace=${namespace}`);
  const files = new Map<string, string>();

  const run: BesideKubectl['run'] = async (operation, given = {}) => {
    const client = given.client ?? server.as(undefined);
    const context = unattended({
      sandbox: sandboxSpec(),
      identities: {system: () => client, learner: () => client},
      signal: AbortSignal.timeout(90_000),
    });
    return runOperation(operation, {...context, isForLearner: true, memory: given.memory ?? context.memory});
  };
  const ours: BesideKubectl['ours'] = async (line, given) => run(parseKubectl(line, {files}).operation, given);

  return {
    cluster,
    server,
    ours,
    run,
    write: async (path, text) => {
      files.set(path, text);
      await mkdir(dirname(join(cluster.directory, path)), {recursive: true});
      await writeFile(join(cluster.directory, path), text);
    },
    tried: async (line) => {
      const [before, ...after] = line.split(' -- ');
      const trialLine = [`${before} ${trial}`, ...after].join(' -- ');
      const {stdout, stderr} = await cluster.kubectl(trialLine);
      const outcome = await ours(trialLine);
      const text = outcome.kind === 'done' ? outcome.text : JSON.stringify(outcome);
      return {ours: {line, text, stderr: ''}, theirs: {line, text: stdout.trimEnd(), stderr}};
    },
    close: async () => {
      await server.close();
      await cluster.close();
    },
  };
}

/** A ConfigMap in YAML; keys that are numbers are quoted. */
export const configMap = (name: string, data: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data.replaceAll(/(\d+):/gu, '"$1":')}}\n`;
