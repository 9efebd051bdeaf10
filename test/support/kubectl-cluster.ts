import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {KubeConfig} from '@kubernetes/client-node';
import {
  startKubernetesEmulator,
  type KubernetesEmulator,
  type KubernetesEmulatorOptions,
} from '#src/emulators/kubernetes/kubernetes-emulator.ts';

interface KubectlResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface KubectlOptions {
  input?: string;
  /** Ends kubectl as soon as its output matches, for what would go on for ever. */
  until?: RegExp;
  /** Called when kubectl has shown something: a watch has begun by then. */
  onFirstOutput?: () => Promise<unknown>;
}

interface ApiAnswer {
  status: number;
  // Tests read what the server sends without declaring its types again.
  body: ReturnType<typeof JSON.parse>;
  text: string;
  headers: Headers;
}

interface ApiRequest {
  method?: string;
  body?: unknown;
  contentType?: string;
  as?: string;
  accept?: string;
  token?: string;
}

/** An emulator on a free port with a kubectl, a client-node and plain HTTP that talk to it. */
export interface EmulatedCluster extends KubernetesEmulator {
  directory: string;
  kubectl: (line: string, options?: KubectlOptions) => Promise<KubectlResult>;
  api: (path: string, request?: ApiRequest) => Promise<ApiAnswer>;
  /** What a watch tells of `path`, the objects (or the Tables, by `accept`), for as long as somebody reads it. */
  watch: (path: string, accept?: string) => AsyncGenerator<ApiAnswer['body'], void>;
  clientConfig: () => KubeConfig;
}

const fast: Partial<KubernetesEmulatorOptions> = {speed: 10};

export async function startCluster(options: Partial<KubernetesEmulatorOptions> = {}): Promise<EmulatedCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'emulated-cluster-'));
  const emulator = await startKubernetesEmulator({port: 0, ...fast, ...options});
  const kubeconfig = join(directory, 'kubeconfig');
  await writeFile(kubeconfig, emulator.kubeconfig);
  return {
    ...emulator,
    directory,
    kubectl: (line, given = {}) => runKubectl({line, directory, kubeconfig, ...given}),
    api: (path, request) => callApi(emulator, path, request),
    watch: (path, accept) => watchApi(emulator, path, accept),
    clientConfig: () => {
      const config = new KubeConfig();
      config.loadFromString(emulator.kubeconfig);
      config.clusters = config.clusters.map((cluster) => Object.assign({}, cluster, {skipTLSVerify: true}));
      return config;
    },
    close: async () => {
      await emulator.close();
      await rm(directory, {recursive: true});
    },
  };
}

/** The same once Pods can be made in it: they need the ServiceAccount of the namespace `default`. */
export async function startReadyCluster(options: Partial<KubernetesEmulatorOptions> = {}): Promise<EmulatedCluster> {
  const cluster = await startCluster(options);
  await waitUntil(async () => {
    const {status} = await cluster.api('/api/v1/namespaces/default/serviceaccounts/default');
    return status === 200 ? true : undefined;
  }, 'the default ServiceAccount');
  return cluster;
}

/** Splits at spaces, but not inside single quotes. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

interface KubectlRun extends KubectlOptions {
  line: string;
  directory: string;
  kubeconfig: string;
}

/** Runs a line again when kubectl threw away what it was sent: up to v1.32 its exec reads before its streams stand. */
async function runKubectl(run: KubectlRun): Promise<KubectlResult> {
  const result = await runKubectlOnce(run);
  return /Unknown stream id \d+, discarding message/.test(result.stderr) ? runKubectl(run) : result;
}

function runKubectlOnce({
  line,
  input = '',
  until,
  onFirstOutput,
  directory,
  kubeconfig,
}: KubectlRun): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('kubectl', ['--cache-dir', join(directory, 'cache'), ...splitLine(line)], {
      cwd: directory,
      env: {...process.env, KUBECONFIG: kubeconfig, HOME: directory},
      timeout: 60_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      if (stdout === '' && onFirstOutput !== undefined) onFirstOutput().catch(reject);
      stdout += data.toString();
      if (until?.test(stdout) === true) child.kill();
    });
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT';
      reject(
        isMissing ? new Error('these tests need the real kubectl on PATH, and there is none', {cause: error}) : error,
      );
    });
    child.on('close', (code) => resolve({code, stdout, stderr}));
    // one that reads nothing may have ended by now
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function adminTokenOf({kubeconfig}: KubernetesEmulator): string {
  const [, token = ''] = /token: (\S+)/.exec(kubeconfig) ?? [];
  return token;
}

async function callApi(emulator: KubernetesEmulator, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
  const {url} = emulator;
  const {method = 'GET', body, contentType = 'application/json', as, accept, token = adminTokenOf(emulator)} = request;
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : {'content-type': contentType}),
      ...(as === undefined ? {} : {'impersonate-user': as}),
      ...(accept === undefined ? {} : {accept}),
    },
    ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    text,
    headers: response.headers,
    body: isJson && !text.includes('}\n{') ? JSON.parse(text) : undefined,
  };
}

async function* watchApi(
  emulator: KubernetesEmulator,
  path: string,
  accept = 'application/json',
): AsyncGenerator<ApiAnswer['body'], void> {
  const response = await fetch(`${emulator.url}${path}`, {
    headers: {authorization: `Bearer ${adminTokenOf(emulator)}`, accept},
  });
  const {body} = response;
  if (!response.ok || body === null) throw new Error(`${path}: ${response.status}`);
  let rest = '';
  // whoever stops reading ends the request
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line).object;
  }
}

/** Asks again until the answer is defined, for at most half a minute. */
export async function waitUntil<T>(ask: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
export const applyPatchType = 'application/apply-patch+yaml';
export const mergePatchType = 'application/merge-patch+json';

/** A minimal Pod. */
export function podManifest(name: string, spec: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, labels: {app: name}},
    spec: {containers: [{name: 'main', image: 'nginx:1.18-alpine'}], ...spec},
  };
}
