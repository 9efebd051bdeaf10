import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {z} from 'zod';
import {waitUntil} from '#test/support/wait-until.ts';
import type {Labels} from './scraped-series.ts';

const run = promisify(execFile);

/** Runs `promtool`. @throws with what it printed when it fails */
export async function promtool(...args: readonly string[]): Promise<string> {
  try {
    return (await run('promtool', args, {maxBuffer: 64 * 1024 * 1024})).stdout;
  } catch (error) {
    const {stdout = '', stderr = ''} = z.looseObject({stdout: z.string(), stderr: z.string()}).partial().parse(error);
    throw new Error(`promtool ${args.join(' ')} failed:\n${stdout}${stderr}`, {cause: error});
  }
}

/** A Prometheus that scrapes processes and has rules. */
export interface Prometheus {
  /** What an expression is now, a row a series. @throws Error when it can't be evaluated */
  readonly query: (expr: string) => Promise<{metric: Labels; value: number}[]>;
  readonly rules: () => Promise<EvaluatedRule[]>;
  readonly close: () => Promise<void>;
}

interface Scraped {
  /** Where each process answers `/metrics`: `127.0.0.1:8081`. */
  readonly targets: readonly string[];
  readonly rulesFile: string;
}

const labelsSchema = z.record(z.string(), z.string());
const querySchema = z.object({
  data: z.object({result: z.array(z.object({metric: labelsSchema, value: z.tuple([z.number(), z.string()])}))}),
});
const ruleSchema = z.object({
  name: z.string(),
  state: z.enum(['inactive', 'pending', 'firing']),
  health: z.string(),
  lastError: z.string().default(''),
  alerts: z.array(z.object({labels: labelsSchema, annotations: labelsSchema})),
});
export type EvaluatedRule = z.infer<typeof ruleSchema>;
const rulesSchema = z.object({data: z.object({groups: z.array(z.object({rules: z.array(ruleSchema)}))})});

/** Starts one of this machine's, on a port of its own, and waits until it has scraped every target. */
export async function startPrometheus({targets, rulesFile}: Scraped): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'labrador-prometheus-'));
  const config = join(folder, 'prometheus.yml');
  await writeFile(
    config,
    JSON.stringify({
      global: {scrape_interval: '3s', scrape_timeout: '3s', evaluation_interval: '1s'},
      rule_files: [rulesFile],
      // JSON is YAML
      scrape_configs: [{job_name: 'labrador', static_configs: [{targets, labels: {namespace: 'class'}}]}],
    }),
  );
  const child = spawn(
    'prometheus',
    [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, 'data')}`, '--web.listen-address=127.0.0.1:0'],
    {stdio: ['ignore', 'ignore', 'pipe']},
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.once('error', (error) => (said += String(error)));
  const close = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, {recursive: true, force: true});
  };
  try {
    const address = await waitUntil(
      'Prometheus listens',
      async () => Promise.resolve(/Listening on.* address=(?<address>[\d.:]+)/.exec(said)?.groups?.['address']),
      {seen: () => said},
    );
    const ask = async (path: string): Promise<unknown> => {
      const response = await fetch(`http://${address}/api/v1/${path}`);
      const body: unknown = await response.json();
      if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
      return body;
    };
    const query: Prometheus['query'] = async (expr) => {
      const {data} = querySchema.parse(await ask(`query?query=${encodeURIComponent(expr)}`));
      return data.result.map(({metric, value}) => ({metric, value: Number(value[1])}));
    };
    await waitUntil(
      'Prometheus has scraped all',
      async () => {
        const up = await query('up == 1').catch(() => []);
        return up.length === targets.length ? true : undefined;
      },
      {seen: () => said},
    );
    return {
      query,
      rules: async () => rulesSchema.parse(await ask('rules')).data.groups.flatMap(({rules}) => rules),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
