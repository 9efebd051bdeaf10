import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parser} from '@prometheus-io/lezer-promql';
import {parse} from 'yaml';
import {z} from 'zod';

const files = join(import.meta.dirname, '..', '..', 'deploy', 'chart', 'files');
export const rulesFile = join(files, 'alerts.yaml');

const ruleSchema = z.strictObject({
  alert: z.string().regex(/^Labrador[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smh]$/)
    .optional(),
  labels: z.strictObject({severity: z.enum(['critical', 'warning'])}),
  annotations: z.strictObject({summary: z.string(), description: z.string(), runbook: z.string()}),
});
export type AlertRule = z.infer<typeof ruleSchema>;
const rulesSchema = z.strictObject({
  groups: z.array(z.strictObject({name: z.string(), rules: z.array(ruleSchema)})),
});

/** The alerts of deploy/, in order. */
export async function readAlerts(): Promise<AlertRule[]> {
  const {groups} = rulesSchema.parse(parse(await readFile(rulesFile, 'utf8')));
  return groups.flatMap(({rules}) => rules);
}

const panelSchema = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  gridPos: z.object({x: z.number(), y: z.number(), w: z.number(), h: z.number()}),
  targets: z.array(z.looseObject({expr: z.string(), datasource: z.object({uid: z.string()})})).default([]),
});
const dashboardSchema = z.looseObject({
  panels: z.array(panelSchema),
  templating: z.object({list: z.array(z.looseObject({name: z.string(), definition: z.string().optional()}))}),
});
type Dashboard = z.infer<typeof dashboardSchema>;

export async function readDashboard(): Promise<Dashboard> {
  return dashboardSchema.parse(JSON.parse(await readFile(join(files, 'grafana-dashboard.json'), 'utf8')));
}

/** An expression as Prometheus is asked it by then: Grafana fills in what is its own. */
export const filledIn = (expr: string): string =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll('$namespace', '.*').replaceAll('$job', '.*');

interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** The series that an expression asks for, with the labels that it tells them by. @throws Error for one that is no PromQL */
export function selectedBy(expr: string): Selected[] {
  const text = filledIn(expr);
  const found: {metric: string; labels: string[]}[] = [];
  parser.parse(text).iterate({
    enter: ({type, from, to}) => {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${text}`);
      if (type.name === 'VectorSelector') found.push({metric: '', labels: []});
      const current = found.at(-1);
      if (type.name === 'Identifier' && current?.metric === '') current.metric = text.slice(from, to);
      if (type.name === 'LabelName' && current !== undefined && isWithin(text, from)) {
        current.labels.push(text.slice(from, to));
      }
    },
  });
  return found;
}

/** Whether a place is between braces: there labels choose series, elsewhere they group them. */
const isWithin = (text: string, at: number): boolean => text.lastIndexOf('{', at) > text.lastIndexOf('}', at);
