import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {filledIn, readAlerts, readDashboard, rulesFile, selectedBy} from '#test/support/alert-rules.ts';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {askHealth} from '#test/support/scrape.ts';
import {waitUntil} from '#test/support/wait-until.ts';
import {disturbances, type Disturbance} from './disturbances.ts';
import {promtool, startPrometheus, type EvaluatedRule, type Prometheus} from './prometheus.ts';
import {parseSeries, samplesOf, seriesName, type Labels} from './scraped-series.ts';

const alerts = await readAlerts();
const dashboard = await readDashboard();
const expressions = [
  ...alerts.map(({expr}) => expr),
  ...dashboard.panels.flatMap(({targets}) => targets.map(({expr}) => filledIn(expr))),
];
/** What Prometheus adds to what it scrapes. */
const added = {job: 'labrador', namespace: 'class'};

let processes: Processes;
let bot: Awaited<ReturnType<Processes['start']>>;
let worker: Awaited<ReturnType<Processes['start']>>;
let prometheus: Prometheus;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'labrador-alerts-'));
  processes = await openProcesses(await emulatedCluster());
  bot = await processes.start('bot');
  worker = await processes.start('worker');
  const ada = await processes.chat.join('ada');
  await ada.types('/lab start');
  await ada.types('/kubectl command:get pods');
  prometheus = await startPrometheus({targets: [bot, worker].map(({output}) => addressOf(output())), rulesFile});
});
afterAll(async () => {
  await prometheus?.close();
  await processes?.close();
  await rm(folder, {recursive: true, force: true});
});

const addressOf = (output: string): string =>
  /^health +http:\/\/(?<address>[^/]+)/m.exec(output)?.groups?.['address'] ?? '';

/** All series that the processes have now, as they stay when nothing changes. */
async function scrapedSeries(): Promise<Map<string, string>> {
  const series = new Map<string, string>();
  for (const [instance, process] of Object.entries({bot, worker})) {
    for (const {name, labels, value} of samplesOf(await askHealth(process.output(), '/metrics'))) {
      series.set(seriesName(name, {...added, instance, ...labels}), `${value}+0x80`);
    }
  }
  return series;
}

/** Writes what promtool is to check: after 40 minutes of these series these alerts fire and no others. */
async function writeRuleTest(
  name: string,
  series: ReadonlyMap<string, string>,
  firing: readonly {alert: string; labels: Labels; annotations: Labels}[],
): Promise<string> {
  const file = join(folder, `${name}.yaml`);
  const at = '40m';
  const expected = alerts.map(({alert, labels}) => ({
    eval_time: at,
    alertname: alert,
    exp_alerts: firing
      .filter((one) => one.alert === alert)
      .map((one) => ({exp_labels: {...labels, ...one.labels}, exp_annotations: one.annotations})),
  }));
  const input = [...series].map(([one, values]) => ({series: one, values}));
  await writeFile(
    file,
    JSON.stringify({
      rule_files: [rulesFile],
      evaluation_interval: '30s',
      tests: [{interval: '30s', input_series: input, alert_rule_test: expected}],
    }),
  );
  return file;
}

/** What an alert says, its text for its labels filled in. Its summary is told by the disturbance. */
function annotationsOf({alert, labels, summary}: Disturbance): Labels {
  const rule = alerts.find((one) => one.alert === alert);
  if (rule === undefined) throw new Error(`there is no alert ${alert}`);
  const {description, runbook} = rule.annotations;
  const filled = description.replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => labels[label] ?? '');
  return {summary, description: filled, runbook};
}

test('the rule file is one', async () => {
  expect(await promtool('check', 'rules', rulesFile)).toContain(`${alerts.length} rules found`);
});

test('of a class that is well no alert fires', async () => {
  const file = await writeRuleTest('well', await scrapedSeries(), []);
  expect(await promtool('test', 'rules', file)).toContain('SUCCESS');
});

test('each alert has what sets it off', () => {
  expect([...new Set(disturbances.map(({alert}) => alert))]).toEqual(alerts.map(({alert}) => alert));
});

test.each(disturbances.map((disturbance, index) => ({index, ...disturbance})))(
  '$alert fires, alone, and says “$summary”',
  async ({index, ...disturbance}) => {
    const series = await scrapedSeries();
    // another Labrador of the namespace is well, and hides nothing
    const besides = [...series].map(([one, values]) => [seriesOf('evening', one), values] as const);
    for (const [written, values] of Object.entries(disturbance.series))
      series.set(disturbedIn(series, written), values);
    const {alert, labels} = disturbance;
    const firing = [{alert, labels, annotations: annotationsOf(disturbance)}];
    for (const [one, values] of besides) series.set(one, values);
    const file = await writeRuleTest(`${alert}-${index}`, series, firing);
    expect(await promtool('test', 'rules', file)).toContain('SUCCESS');
  },
);

test('where nothing of Labrador is scraped, no bot is at work', async () => {
  const rule = alerts.find(({alert}) => alert === 'LabradorNoBotLeads');
  if (rule === undefined) throw new Error('there is no such alert');
  const file = await writeRuleTest('nothing', new Map(), [
    {alert: rule.alert, labels: {}, annotations: rule.annotations},
  ]);
  expect(await promtool('test', 'rules', file)).toContain('SUCCESS');
});

/** The same series of another job. */
function seriesOf(job: string, series: string): string {
  const {name, labels} = parseSeries(series);
  return seriesName(name, {...labels, job});
}

/** The one of the scraped series that is meant, or a new one, of which a process has such as well, so that it can happen. */
function disturbedIn(series: ReadonlyMap<string, string>, written: string): string {
  const meant = parseSeries(written);
  const [found, ...others] = [...series.keys()].filter((one) => {
    const {name, labels} = parseSeries(one);
    return name === meant.name && Object.entries(meant.labels).every(([label, value]) => labels[label] === value);
  });
  if (found !== undefined && others.length === 0) return found;
  const disturbed = seriesName(meant.name, {...added, ...meant.labels});
  expect([...series.keys()].map(shapeOf)).toContain(shapeOf(disturbed));
  return disturbed;
}

/** A series' name and the names of its labels. */
function shapeOf(series: string): string {
  const {name, labels} = parseSeries(series);
  return `${name} ${Object.keys(labels).toSorted().join(' ')}`;
}

test('Prometheus has every series that alerts and dashboard ask for, with the labels that they ask by', async () => {
  for (const {metric, labels} of expressions.flatMap(selectedBy)) {
    const by = ['namespace', ...labels];
    const found = await waitUntil(
      `${metric} by ${by.join(', ')}`,
      async () => {
        const rows = await prometheus.query(`count by (${by.join(', ')}) (${metric})`);
        return rows.length > 0 ? rows : undefined;
      },
      {withinMs: 10_000},
    );
    expect({metric, without: by.filter((label) => !found.some((row) => row.metric[label]))}).toEqual({
      metric,
      without: [],
    });
  }
});

test('Prometheus evaluates what the dashboard shows', async () => {
  for (const expr of expressions) expect(await prometheus.query(expr)).toBeInstanceOf(Array);
});

/** Waits until the rules are so, all of them evaluated without an error. */
async function untilRules(isSo: (active: readonly EvaluatedRule[]) => boolean): Promise<readonly EvaluatedRule[]> {
  let seen: readonly EvaluatedRule[] = [];
  return waitUntil(
    'the rules are so',
    async () => {
      seen = await prometheus.rules();
      if (!seen.every(({health}) => health === 'ok')) return undefined;
      const active = seen.filter(({state}) => state !== 'inactive');
      return isSo(active) ? active : undefined;
    },
    {seen: () => seen},
  );
}

test('Prometheus evaluates every rule, of a class that is well to nothing, and of one without its worker or Redis to that', async () => {
  await untilRules((active) => active.length === 0);
  expect((await prometheus.rules()).map(({name}) => name)).toEqual(alerts.map(({alert}) => alert));

  processes.redis.pause();
  const withoutRedis = await untilRules((active) => active.some(({name}) => name === 'LabradorPartMissing'));
  const summaries = withoutRedis.flatMap((rule) => rule.alerts.map(({annotations}) => annotations['summary']));
  expect(summaries).toContain('Labrador is without its redis');
  processes.redis.resume();
  await untilRules((active) => active.length === 0);

  await worker.kill();
  const [noWorker, ...others] = await untilRules((active) => active.length > 0);
  expect([noWorker?.name, noWorker?.state, others]).toEqual(['LabradorNoWorker', 'pending', []]);
});
