import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {createMetrics} from '#src/observability/metrics.ts';
import {readAlerts, readDashboard, selectedBy} from '#test/support/alert-rules.ts';
import {anchorsIn} from '#test/support/markdown-links.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = async (path: string): Promise<string> => readFile(join(root, path), 'utf8');

const page = await read('docs/monitoring.md');
const registry = createMetrics({role: 'all', version: '1', parts: async () => Promise.resolve(new Map())}).registry;

interface Exported {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

/** What prom-client keeps of a metric, the labels among it, which its types leave out. */
const exportedSchema = z.looseObject({name: z.string(), type: z.string(), labelNames: z.array(z.string()).default([])});
const exported: readonly Exported[] = registry.getMetricsAsArray().map((metric) => {
  const {name, type} = z.looseObject({name: z.string(), type: z.string()}).parse(registry.getSingleMetric(metric.name));
  const {labelNames} = exportedSchema.parse(registry.getSingleMetric(metric.name));
  return {name, type, labels: labelNames};
});
const own = exported.filter(({name}) => name.startsWith('labrador_'));

const alerts = await readAlerts();
const dashboard = await readDashboard();

const expressions = [
  ...alerts.map(({alert, expr}) => ({where: alert, expr})),
  ...dashboard.panels.flatMap(({title, targets}) => targets.map(({expr}) => ({where: title, expr}))),
];

/** The metric that a series is of. */
const metricOf = (series: string): Exported | undefined =>
  exported.find(({name, type}) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].some((end) => series === `${name}${end}`) : series === name,
  );

test('an expression is read for what it asks', () => {
  expect(selectedBy('sum by (x) (rate(a_total{b="1", c=~"2|3"}[$__rate_interval])) / on (d) e > 1')).toEqual([
    {metric: 'a_total', labels: ['b', 'c']},
    {metric: 'e', labels: []},
  ]);
  expect(() => selectedBy('sum by (x (a')).toThrow('no PromQL');
});

test.each(expressions)('$where asks for what is exported: $expr', ({expr}) => {
  const selected = selectedBy(expr);
  expect(selected).not.toEqual([]);
  for (const {metric, labels} of selected) {
    const known = metricOf(metric);
    expect(known === undefined ? metric : '').toBe('');
    // what the scraping itself adds
    expect([...(known?.labels ?? []), 'namespace', 'job', 'instance', 'le']).toEqual(
      expect.arrayContaining([...labels]),
    );
  }
});

test('each metric of ours is in the page’s table, with its labels, and nothing else is', () => {
  const rows = [...page.matchAll(/^\| `(labrador_[a-z_]+)(?:\{([a-z,]+)\})?` \| (\w+) \|/gm)];
  const documented = rows.map(([, name = '', labels = '']) => ({name, labels: labels.split(',').filter(Boolean)}));
  const byName = <T extends {name: string}>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => a.name.localeCompare(b.name));
  expect(byName(documented)).toEqual(byName(own.map(({name, labels}) => ({name, labels}))));
});

test('the page says of each metric which process has it', () => {
  const rows = [...page.matchAll(/^\| `(labrador_[a-z_]+)[^`]*` \| (\w+) \|/gm)];
  const of = (role: 'bot' | 'worker'): Set<string> =>
    new Set(
      createMetrics({role, version: '1', parts: async () => Promise.resolve(new Map())})
        .registry.getMetricsAsArray()
        .map(({name}) => name),
    );
  const [bot, worker] = [of('bot'), of('worker')];
  const said = Object.fromEntries(rows.map(([, name = '', who = '']) => [name, who]));
  const found = own.map(({name}) => [
    name,
    bot.has(name) && worker.has(name) ? 'all' : bot.has(name) ? 'bot' : 'worker',
  ]);
  expect(said).toEqual(Object.fromEntries(found));
});

test('metrics are named and explained as Prometheus asks for', () => {
  for (const metric of registry.getMetricsAsArray().filter(({name}) => name.startsWith('labrador_'))) {
    expect(metric.help).toMatch(/^[A-Z].{10,}[^.]$/);
  }
  for (const {name, type} of own) {
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    expect([name, type !== 'histogram' || name.endsWith('_seconds')]).toEqual([name, true]);
  }
});

test('each alert has its paragraph, by its name, and no paragraph is of an alert that is gone', () => {
  const headings = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  expect(headings).toEqual(alerts.map(({alert}) => alert));
  expect(new Set(headings).size).toBe(headings.length);
  const anchors = anchorsIn(page);
  for (const {annotations} of alerts) {
    const [file, anchor = ''] = annotations.runbook.split('#');
    expect(file).toBe('docs/monitoring.md');
    expect(anchors).toContain(anchor);
  }
  expect(alerts.map(({annotations}) => annotations.runbook.split('#')[1])).toEqual(
    alerts.map(({alert}) => alert.toLowerCase()),
  );
});

test('each panel and each alert keeps the Labradors of one namespace apart', () => {
  for (const {title, targets} of dashboard.panels) {
    for (const {expr} of targets) expect(`${title}: ${expr}`).toMatch(/\{namespace=~"\$namespace", job=~"\$job"[,}]/);
  }
  for (const {alert, expr} of alerts) {
    const groups = [...expr.matchAll(/\bby \(([^)]*)\)/g)].map(([, labels = '']) => labels.split(', '));
    expect([alert, groups.length > 0]).toEqual([alert, true]);
    for (const labels of groups) expect([alert, labels.slice(0, 2)]).toEqual([alert, ['namespace', 'job']]);
  }
});

test('what an alert says of its series is what its expression keeps of them', () => {
  for (const {alert, expr, annotations} of alerts) {
    const templates = Object.values(annotations).flatMap((text) => [...text.matchAll(/\{\{(.*?)\}\}/g)]);
    for (const [, template = ''] of templates) {
      expect(`${alert}:${template}`).toMatch(
        /^\w+: \$(?:value(?: \| humanize(?:Duration|Percentage)?)?|labels\.[a-z]+) $/,
      );
      const label = /\$labels\.(?<label>\w+)/.exec(template)?.groups?.['label'];
      const isKept = label === undefined || new RegExp(`^\\w+ by \\([^)]*\\b${label}\\b`).test(expr);
      expect([alert, isKept]).toEqual([alert, true]);
    }
  }
});

test('the dashboard takes its data from one that is chosen, and no panel stands on another', () => {
  expect(dashboard.templating.list.map(({name}) => name)).toEqual(['datasource', 'namespace', 'job']);
  const sources = dashboard.panels.flatMap(({targets}) => targets.map(({datasource}) => datasource.uid));
  expect([...new Set(sources)]).toEqual(['${datasource}']);
  expect(new Set(dashboard.panels.map(({id}) => id)).size).toBe(dashboard.panels.length);
  const taken = new Set<string>();
  for (const {gridPos, title} of dashboard.panels) {
    expect([title, gridPos.x + gridPos.w <= 24]).toEqual([title, true]);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect([title, taken.has(`${x},${y}`)]).toEqual([title, false]);
        taken.add(`${x},${y}`);
      }
    }
  }
});
