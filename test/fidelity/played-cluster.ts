import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {ApiException, KubeConfig} from '@kubernetes/client-node';
import {request as send} from 'undici';
import {Agent} from 'undici';
import {normaliseJson, normaliseText, statusesByPod, type Incidentals} from './normalise.ts';
import {titleOf, type Condition, type Step, type Theme} from './step.ts';

/** Where the lab's lines are typed. */
const LAB_FOLDER = resolve(import.meta.dirname, '../../specs/daemonsets');
const LINE_DEADLINE_MS = 40_000;
const SETTLE_DEADLINE_MS = 60_000;
const POLL_MS = 250;

export interface Answer {
  theme: string;
  step: string;
  /** Without what is different in every run. */
  text: string;
}

interface Typed {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A cluster that answers steps, by its kubeconfig alone. */
export class PlayedCluster {
  private readonly name: string;
  private readonly config = new KubeConfig();
  private readonly directory: string;
  private readonly kubeconfigPath: string;
  private readonly agent: Agent;

  private constructor(name: string, kubeconfig: string, directory: string) {
    this.name = name;
    this.directory = directory;
    this.kubeconfigPath = join(directory, 'kubeconfig');
    this.config.loadFromString(kubeconfig);
    if (this.server.startsWith('http:')) {
      this.config.clusters = this.config.clusters.map((cluster) => Object.assign({}, cluster, {skipTLSVerify: true}));
    }
    const [user, cluster] = [this.config.getCurrentUser(), this.config.getCurrentCluster()];
    const decode = (data: string | undefined): string | undefined =>
      data === undefined ? undefined : Buffer.from(data, 'base64').toString();
    const [key, cert, ca] = [decode(user?.keyData), decode(user?.certData), decode(cluster?.caData)];
    this.agent = new Agent({
      connect: {
        ...(key === undefined ? {} : {key}),
        ...(cert === undefined ? {} : {cert}),
        ...(ca === undefined ? {} : {ca}),
        rejectUnauthorized: cluster?.skipTLSVerify !== true,
      },
    });
  }

  static async open(name: string, kubeconfig: string): Promise<PlayedCluster> {
    const directory = await mkdtemp(join(tmpdir(), 'fidelity-'));
    await writeFile(join(directory, 'kubeconfig'), kubeconfig, {mode: 0o600});
    return new PlayedCluster(name, kubeconfig, directory);
  }

  async nodeNames(): Promise<string[]> {
    const {stdout} = await this.type(['get', 'nodes', '-o', 'name']);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.replace('node/', ''));
  }

  /** Plays a theme in a fresh namespace, which is removed after it. */
  async play(theme: Theme, namespace: string): Promise<Answer[]> {
    const answers: Answer[] = [];
    await this.type(['create', 'namespace', namespace]);
    try {
      await this.waitFor({kind: 'settle', line: 'get serviceaccount default', matches: /default/}, namespace);
      for (const step of theme.steps) {
        if (step.kind === 'settle') {
          await this.waitFor(step, namespace);
        } else {
          const title = titleOf(step);
          const before = answers.filter(({step: other}) => other === title || other.startsWith(`${title} #`)).length;
          const name = before === 0 ? title : `${title} #${before + 1}`;
          answers.push({theme: theme.name, step: name, text: await this.answer(step, namespace)});
        }
      }
    } finally {
      await this.type(['delete', 'namespace', namespace, '--wait=false']);
    }
    return answers;
  }

  async close(): Promise<void> {
    await this.agent.close();
    await rm(this.directory, {recursive: true});
  }

  private get server(): string {
    return this.config.getCurrentCluster()?.server ?? '';
  }

  private async answer(step: Step, namespace: string): Promise<string> {
    const incidentals = {namespace, server: this.server};
    switch (step.kind) {
      case 'kubectl': {
        const {code, stdout, stderr} = await this.typeLine(step.line, namespace, step.input);
        return `exit ${code}\n${this.show(stdout, incidentals)}\n${normaliseText(stderr, incidentals)}`.trim();
      }
      case 'watch':
        return (await this.watch(step, namespace)).join('\n');
      case 'request':
        return await this.request(step, incidentals);
      case 'client':
        return await this.call(step, incidentals);
    }
  }

  /** What kubectl prints as JSON is compared as JSON. */
  private show(stdout: string, incidentals: Incidentals): string {
    if (!stdout.startsWith('{')) return normaliseText(stdout, incidentals);
    try {
      return JSON.stringify(normaliseJson(JSON.parse(stdout), incidentals), undefined, 1);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return normaliseText(stdout, incidentals);
    }
  }

  private async request(step: Extract<Step, {kind: 'request'}>, incidentals: Incidentals): Promise<string> {
    const token = this.config.getCurrentUser()?.token;
    const response = await send(this.server + (await this.fill(step.path, incidentals.namespace)), {
      // The steps name only methods that HTTP has.
      method: step.method as 'GET',
      dispatcher: this.agent,
      headers: {
        accept: step.accept ?? 'application/json',
        ...(token === undefined ? {} : {authorization: `Bearer ${token}`}),
        ...(step.as === undefined ? {} : {'impersonate-user': await this.fill(step.as, incidentals.namespace)}),
        ...(step.body === undefined ? {} : {'content-type': step.contentType ?? 'application/json'}),
      },
      ...(step.body === undefined ? {} : {body: await this.fill(JSON.stringify(step.body), incidentals.namespace)}),
    });
    const lines = (await response.body.text()).split('\n');
    return [`status ${response.statusCode}`, ...lines.map((line) => this.show(line, incidentals))].join('\n').trim();
  }

  private async call(step: Extract<Step, {kind: 'client'}>, incidentals: Incidentals): Promise<string> {
    try {
      // By way of JSON, as its classes' own fields are of no interest.
      const result: unknown = JSON.parse(JSON.stringify(await step.call(this.config, incidentals.namespace)));
      return JSON.stringify(normaliseJson(result, incidentals), undefined, 1);
    } catch (error) {
      if (!(error instanceof ApiException)) throw error;
      const body = typeof error.body === 'string' ? this.show(error.body.trim(), incidentals) : '';
      return `status ${error.code}\n${body}`;
    }
  }

  private async watch(step: Extract<Step, {kind: 'watch'}>, namespace: string): Promise<string[]> {
    const child = this.spawn(['--namespace', namespace, '-v=6', ...splitLine(step.line)]);
    let stdout = '';
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
    const ended = new Promise((done) => child.once('close', done));
    // Its log says when the server took the watch up.
    await new Promise<void>((begun, failed) => {
      let log = '';
      child.stderr.on('data', (data: Buffer) => {
        log += data.toString();
        if (/watch=true.* 200 /.test(log)) begun();
      });
      child.once('close', () => failed(new Error(`${this.name}: the watch ended at once: ${log}`)));
    });
    try {
      await this.typeLine(step.during, namespace);
      await this.waitFor(step.until, namespace);
    } finally {
      child.kill();
    }
    await ended;
    return statusesByPod(stdout);
  }

  private async waitFor({line, matches}: Condition, namespace: string): Promise<void> {
    const deadline = Date.now() + SETTLE_DEADLINE_MS;
    for (;;) {
      const {stdout, stderr} = await this.typeLine(line, namespace);
      if (matches.test(stdout + stderr)) return;
      if (Date.now() > deadline) {
        throw new Error(`${this.name}: kubectl ${line} never matched ${String(matches)}: ${stdout}${stderr}`);
      }
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }

  private async typeLine(line: string, namespace: string, input?: string): Promise<Typed> {
    const words = splitLine(await this.fill(line, namespace));
    return await this.type(['--namespace', namespace, ...words], input && (await this.fill(input, namespace)));
  }

  private async fill(text: string, namespace: string): Promise<string> {
    const named = text.replaceAll('NAMESPACE', namespace);
    const [node = ''] = named.includes('NODE') ? await this.nodeNames() : [];
    const [pod = ''] = /\bPOD\b/.test(named) ? await this.podNames(namespace) : [];
    return named.replaceAll(/\bNODE\b/g, node).replaceAll(/\bPOD\b/g, pod);
  }

  private async podNames(namespace: string): Promise<string[]> {
    const {stdout} = await this.type(['-n', namespace, 'get', 'pods', '-l', 'app=nginx', '-o', 'name']);
    return stdout.split('\n').map((line) => line.replace('pod/', ''));
  }

  private async type(words: readonly string[], input = ''): Promise<Typed> {
    const child = this.spawn(words);
    const typed: Typed = {code: null, stdout: '', stderr: ''};
    child.stdout.on('data', (data: Buffer) => (typed.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (typed.stderr += data.toString()));
    child.stdin.end(input);
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    return {...typed, code};
  }

  private spawn(words: readonly string[]): ReturnType<typeof spawn> & {
    stdin: NodeJS.WritableStream;
    stdout: NodeJS.ReadableStream;
    stderr: NodeJS.ReadableStream;
  } {
    return spawn('kubectl', ['--cache-dir', join(this.directory, 'cache'), ...words], {
      cwd: LAB_FOLDER,
      env: {...process.env, KUBECONFIG: this.kubeconfigPath, HOME: this.directory},
      timeout: LINE_DEADLINE_MS,
      stdio: 'pipe',
    });
  }
}

/** Splits at spaces, but not inside single quotes. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
