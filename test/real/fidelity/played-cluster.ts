import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ApiException, KubeConfig} from '@kubernetes/client-node';
import {ApiConnection} from './api-connection.ts';
import {isObject, mergeInto, onlyFields} from './json-parts.ts';
import {Kubectl, splitLine, type Typed} from './kubectl.ts';
import {copyLabFiles} from './lab-files.ts';
import {hasShown, normaliseJson, normaliseText, statusesByPod, type Incidentals} from './normalise.ts';
import {titleOf, type Condition, type Step, type Theme} from './step.ts';

const settleDeadlineMs = 120_000;
/** Each look is a process of its own, of which many begin at the same time. */
const pollMs = 700;
/** How long a watch may lag behind, and after what silence it has caught up. */
const catchUpMs = 15_000;
const quietMs = 1_000;
/** The test cluster's node that runs containers; its others are hollow. */
const machineName = 'lab-node';

export interface Answer {
  theme: string;
  step: string;
  /** Without what is different in every run. */
  text: string;
  /** Whether the cluster did what was asked. */
  isDone: boolean;
}

/** What a theme's steps were answered, as far as it could be played. */
interface Played {
  answers: Answer[];
  failure?: Error;
}

type Outcome = Pick<Answer, 'text' | 'isDone'>;
type Of<Kind extends Step['kind']> = Extract<Step, {kind: Kind}>;

/** A cluster that answers steps, by its kubeconfig alone. */
export class PlayedCluster {
  /** Those that run no containers come after the one that does. */
  readonly nodeNames: readonly string[];
  readonly #name: string;
  readonly #config: KubeConfig;
  readonly #api: ApiConnection;
  readonly #kubectl: Kubectl;
  readonly #folder: string;
  /** Those being played, with the namespaces that they are played in. */
  readonly #playing = new Map<string, Theme>();

  private constructor(parts: {
    name: string;
    config: KubeConfig;
    api: ApiConnection;
    kubectl: Kubectl;
    folder: string;
    nodeNames: string[];
  }) {
    this.#name = parts.name;
    this.#config = parts.config;
    this.#api = parts.api;
    this.#kubectl = parts.kubectl;
    this.#folder = parts.folder;
    this.nodeNames = parts.nodeNames;
  }

  /** @param program the path of a kubectl */
  static async open(name: string, kubeconfig: string, program: string): Promise<PlayedCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'fidelity-'));
    await writeFile(join(folder, 'kubeconfig'), kubeconfig, {mode: 0o600});
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    const api = new ApiConnection(config);
    if (api.server.startsWith('http:')) {
      config.clusters = config.clusters.map((cluster) => Object.assign({}, cluster, {skipTLSVerify: true}));
    }
    const kubectl = new Kubectl(program, folder);
    const listed = (await kubectl.type(['get', 'nodes', '-o', 'name'])).stdout.trim().split('\n');
    const names = listed.map((line) => line.replace('node/', ''));
    const machine = names.includes(machineName) ? machineName : (names[0] ?? '');
    await copyLabFiles(folder, machine);
    const nodeNames = [machine, ...names.filter((other) => other !== machine)];
    return new PlayedCluster({name, config, api, kubectl, folder, nodeNames});
  }

  /** Plays a theme in a fresh namespace, which is removed after it. What was answered before a failure counts. */
  async play(theme: Theme, namespace: string): Promise<Played> {
    const answers: Answer[] = [];
    this.#playing.set(namespace, theme);
    try {
      await this.#createNamespace(namespace);
      await this.#waitFor({kind: 'settle', line: 'get serviceaccount default', matches: /default/}, namespace);
      for (const step of theme.steps) {
        if (step.kind === 'settle') await this.#waitFor(step, namespace);
        else if (step.kind === 'silent') await this.#typeLine(step.line, namespace, step.input);
        else answers.push({theme: theme.name, step: titleOf(step), ...(await this.#answer(step, namespace))});
      }
    } catch (error) {
      const after = answers.at(-1)?.step ?? 'nothing';
      return {answers, failure: new Error(`${this.#name}: ${theme.name}, after ${after}`, {cause: error})};
    } finally {
      await this.#clearAway(theme, namespace);
      this.#playing.delete(namespace);
    }
    return {answers};
  }

  /** Clears away what themes have made so far, as they will not come to their ends. */
  async abandon(): Promise<void> {
    await Promise.all([...this.#playing].map(([namespace, theme]) => this.#clearAway(theme, namespace)));
  }

  async close(): Promise<void> {
    await this.#api.close();
    await rm(this.#folder, {recursive: true});
  }

  async #clearAway(theme: Theme, namespace: string): Promise<void> {
    for (const line of theme.finally ?? []) await this.#typeLine(line, namespace);
    await this.#kubectl.type(['delete', 'namespace', namespace, '--wait=false']);
  }

  async #createNamespace(name: string): Promise<void> {
    const {status, text} = await this.#api.send({
      method: 'POST',
      path: '/api/v1/namespaces',
      accept: 'application/json',
      body: JSON.stringify({metadata: {name}}),
    });
    if (status !== 201) throw new Error(text);
  }

  async #answer(step: Step, namespace: string): Promise<Outcome> {
    const incidentals = {namespace, server: this.#api.server};
    switch (step.kind) {
      case 'kubectl': {
        const {code, stdout, stderr} = await this.#typeLine(step.line, namespace, step.input);
        const text = `exit ${code}\n${this.#show(stdout, incidentals)}\n${normaliseText(stderr, incidentals)}`.trim();
        return {text, isDone: code === 0};
      }
      case 'watch': {
        const printed = await this.#watch(step, namespace);
        const lines = step.shows === 'lines' ? normaliseText(printed, incidentals) : statusesByPod(printed).join('\n');
        return {text: lines, isDone: true};
      }
      case 'request':
        return await this.#request(step, incidentals);
      case 'client':
        return await this.#call(step, incidentals);
    }
  }

  /** What is printed as JSON is compared as JSON. */
  #show(text: string, incidentals: Incidentals, only?: readonly string[]): string {
    const parsed = parseJson(text);
    if (parsed === undefined) return normaliseText(text, incidentals);
    const compared = only === undefined ? parsed : onlyFields(parsed, only);
    return JSON.stringify(normaliseJson(compared, incidentals), undefined, 1);
  }

  async #request(step: Of<'request'>, incidentals: Incidentals): Promise<Outcome> {
    const path = await this.#fill(step.path, incidentals.namespace);
    const body = step.change === undefined ? step.body : await this.#changed(path, step.change);
    const {status, text} = await this.#api.send({
      method: step.method,
      path,
      accept: step.accept ?? 'application/json',
      ...(step.contentType === undefined ? {} : {contentType: step.contentType}),
      ...(step.as === undefined ? {} : {as: await this.#fill(step.as, incidentals.namespace)}),
      ...(body === undefined ? {} : {body: await this.#fill(JSON.stringify(body), incidentals.namespace)}),
    });
    const isDone = status >= 200 && status < 300;
    const only = isDone ? step.only : undefined;
    // A watch answers one document a line.
    const parts = parseJson(text) === undefined ? text.split('\n') : [text];
    const shown = parts.map((part) => this.#show(part, incidentals, only));
    const lines = only === undefined ? shown : withoutRepeated(shown);
    return {text: [`status ${status}`, ...lines].join('\n').trim(), isDone};
  }

  async #changed(path: string, change: object): Promise<object> {
    const {text} = await this.#api.send({method: 'GET', path, accept: 'application/json'});
    const current = parseJson(text);
    return isObject(current) ? mergeInto(current, change) : change;
  }

  async #call(step: Of<'client'>, incidentals: Incidentals): Promise<Outcome> {
    try {
      // By way of JSON, as its classes' own fields are of no interest.
      const [node = ''] = this.nodeNames;
      const {namespace} = incidentals;
      const result: unknown = JSON.parse(JSON.stringify(await step.call(this.#config, namespace, node)));
      return {text: JSON.stringify(normaliseJson(result, incidentals), undefined, 1), isDone: true};
    } catch (error) {
      if (!(error instanceof ApiException)) throw error;
      const body = typeof error.body === 'string' ? this.#show(error.body.trim(), incidentals) : '';
      return {text: `status ${error.code}\n${body}`, isDone: false};
    }
  }

  async #watch(step: Of<'watch'>, namespace: string): Promise<string> {
    const child = this.#kubectl.start(['--namespace', namespace, '-v=6', ...splitLine(step.line)]);
    let stdout = '';
    let heardMs = Date.now();
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      heardMs = Date.now();
    });
    const ended = new Promise((done) => child.once('close', done));
    // Its log says when the server took the watch up.
    await new Promise<void>((begun, failed) => {
      let log = '';
      child.stderr.on('data', (data: Buffer) => {
        log += data.toString();
        if (/watch=true.*\b200 OK/.test(log)) begun();
      });
      child.once('close', () => failed(new Error(`${this.#name}: the watch ended at once: ${log}`)));
    });
    try {
      for (const line of step.during) await this.#typeLine(line, namespace);
      await this.#waitFor(step.until, namespace);
      // what another kubectl sees already the watch may print a moment later
      const deadline = Date.now() + catchUpMs;
      while (Date.now() < deadline) {
        const isQuiet = Date.now() - heardMs > quietMs;
        if (isQuiet && (step.shows === 'lines' || hasShown(stdout, await this.#listed(step, namespace)))) break;
        await new Promise((done) => setTimeout(done, pollMs));
      }
    } finally {
      child.kill();
    }
    await ended;
    return stdout;
  }

  async #listed({line}: Of<'watch'>, namespace: string): Promise<string> {
    return (await this.#typeLine(line.replace(' --watch', ''), namespace)).stdout;
  }

  async #waitFor({line, matches}: Condition, namespace: string): Promise<void> {
    const deadline = Date.now() + settleDeadlineMs;
    for (;;) {
      const {stdout, stderr} = await this.#typeLine(line, namespace);
      if (matches.test(stdout + stderr)) return;
      if (Date.now() > deadline) {
        throw new Error(`${this.#name}: kubectl ${line} never matched ${String(matches)}: ${stdout}${stderr}`);
      }
      await new Promise((done) => setTimeout(done, pollMs));
    }
  }

  async #typeLine(line: string, namespace: string, input?: string): Promise<Typed> {
    const words = splitLine(await this.#fill(line, namespace));
    return await this.#kubectl.type(
      ['--namespace', namespace, ...words],
      input && (await this.#fill(input, namespace)),
    );
  }

  async #fill(text: string, namespace: string): Promise<string> {
    const [machine = '', other = '', third = ''] = this.nodeNames;
    const pod = /\bPOD\b/.test(text) ? await this.#firstPod(namespace) : '';
    return text
      .replaceAll('NAMESPACE', namespace)
      .replaceAll('OTHER_NODE', other)
      .replaceAll('THIRD_NODE', third)
      .replaceAll(/\bNODE\b/g, machine)
      .replaceAll(/\bPOD\b/g, pod);
  }

  async #firstPod(namespace: string): Promise<string> {
    const {stdout} = await this.#kubectl.type(['-n', namespace, 'get', 'pods', '-l', 'app=nginx', '-o', 'name']);
    return (stdout.split('\n')[0] ?? '').replace('pod/', '');
  }
}

/** Of a watch's events, those that change none of the compared fields are left out: they are some controller's. */
function withoutRepeated(lines: readonly string[]): string[] {
  const objectOf = (line = ''): string => {
    const event = parseJson(line);
    return isObject(event) ? JSON.stringify(event['object']) : '';
  };
  return lines.filter((line, at) => !line.includes('"type": "MODIFIED"') || objectOf(line) !== objectOf(lines[at - 1]));
}

function parseJson(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
