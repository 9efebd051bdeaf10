import {execFile} from 'node:child_process';
import {join} from 'node:path';
import * as fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {parseFlags} from '#src/operations/kubectl/parse-flags.ts';
import {parseOutputFlag} from '#src/operations/kubectl/parse-output-flag.ts';
import {get} from '#src/operations/kubectl/verbs/get.ts';
import {printGoTemplate} from '#src/kubernetes/go-template/print-go-template.ts';
import {printJsonPath} from '#src/kubernetes/json-path/print-json-path.ts';
import {NotValid} from '#src/kubernetes/not-valid.ts';
import {UserError} from '#src/operations/user-error.ts';
import {relaxedJsonPath} from '#src/kubernetes/json-path/relaxed-json-path.ts';
import {tableAccept} from '#src/cluster/api/api-client.ts';
import {printTables} from '#src/views/table/print-table.ts';
import {sortByPath} from '#src/views/table/sort-values.ts';
import {tableSchema} from '#src/views/table/table.ts';
import {printCustomColumns} from '#src/views/table/print-custom-columns.ts';
import {completeObject, shownObject, type TypedObject} from '#src/views/table/print-objects.ts';
import {propertyRuns, propertyRunsShown} from '#test/support/property-runs.ts';
import {startReadyCluster, waitUntil, type EmulatedCluster} from '#test/support/kubectl-cluster.ts';

let cluster: EmulatedCluster;
let lists: {pods: TypedObject[]; services: TypedObject[]; configmaps: TypedObject[]};

const listSchema = z.object({items: z.array(z.looseObject({metadata: z.looseObject({name: z.string()})}))});

const podOf = (name: string, labels: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name, labels, annotations: {'example.com/note': 'one <b>\ntwo'}},
  spec: {
    terminationGracePeriodSeconds: 1_500_000,
    containers: [
      {name: 'nginx', image: 'nginx:1.18-alpine', ports: [{containerPort: 80}, {name: 'admin', containerPort: 8080}]},
      {name: 'sleep', image: 'busybox:1.36', command: ['sleep', '1h']},
    ],
  },
});

beforeAll(async () => {
  cluster = await startReadyCluster({nodes: ['node-1'], speed: 20});
  const path = '/api/v1/namespaces/default';
  const bodies: [string, object][] = [
    ['pods', podOf('one', {app: 'web', 'example.com/tier': 'front'})],
    ['pods', podOf('two', {app: 'web'})],
    ['pods', podOf('three', {app: 'db'})],
    [
      'services',
      {
        metadata: {name: 'web'},
        spec: {
          selector: {app: 'web'},
          ports: [
            {name: 'a', port: 80},
            {name: 'b', port: 8080},
          ],
        },
      },
    ],
    ['configmaps', {metadata: {name: 'page'}, data: {'index.html': '<p>\tä & "ö"</p>', empty: '', b: 'b'}}],
  ];
  for (const [resource, body] of bodies) {
    const answer = await cluster.api(`${path}/${resource}`, {method: 'POST', body});
    if (answer.status !== 201) throw new Error(answer.text);
  }
  await waitUntil(async () => {
    const {items} = (await cluster.api(`${path}/pods`)).body;
    const isReady = (pod: {status: {phase: string}}) => pod.status.phase === 'Running';
    return items.length === 3 && items.every(isReady) ? true : undefined;
  }, 'Pods that run');
  const read = async (type: 'pods' | 'services' | 'configmaps') =>
    listSchema.parse((await cluster.api(`${path}/${type}`)).body).items.map((object) => ({type, object}));
  lists = {pods: await read('pods'), services: await read('services'), configmaps: await read('configmaps')};
});

afterAll(async () => {
  await cluster.close();
});

/** What Labrador prints for the objects of a type, or the one of a name; its sentence where it refuses. */
function printed(args: readonly string[]): string {
  const [, type = '', ...rest] = args;
  const [name, ...flags] = rest[0]?.startsWith('-') === true ? [undefined, ...rest] : rest;
  const words = flags.map((text = '') => ({text, raw: text}));
  const parsed = parseFlags(words, {verb: 'get', definitions: get.flags});
  const of = lists[z.enum(['pods', 'services', 'configmaps']).parse(type)];
  const chosen = of.filter(({object}) => name === undefined || nameOf(object) === name);
  const {output, template = '', columns = []} = parseOutputFlag(parsed);
  const object = shownObject(chosen, {isList: name === undefined});
  switch (output) {
    case 'jsonpath':
    case 'jsonpath-as-json':
      return printJsonPath(template, object, {asJson: output === 'jsonpath-as-json'});
    case 'custom-columns':
      return printCustomColumns(chosen.map(completeObject), {columns, noHeaders: parsed.isSet('no-headers')});
    case 'go-template':
      return printGoTemplate(template, object);
    default:
      throw new Error(`no template: ${output}`);
  }
}

const nameOf = (object: unknown): string =>
  z.looseObject({metadata: z.looseObject({name: z.string()})}).parse(object).metadata.name;

/** Of words that may have quotes of both kinds in them. */
async function kubectl(args: readonly string[]): Promise<{code: number; stdout: string; stderr: string}> {
  const {directory} = cluster;
  const flags = ['--cache-dir', join(directory, 'cache'), '--kubeconfig', join(directory, 'kubeconfig')];
  return new Promise((resolve) => {
    execFile('kubectl', [...flags, ...args], (error, stdout, stderr) => {
      resolve({code: error === null ? 0 : 1, stdout, stderr});
    });
  });
}

/** What kubectl prints, and what Labrador does; of what both refuse, the same sentence of kubectl's. */
async function both(args: readonly string[]): Promise<{kubectl: string; ours: string}> {
  const {code, stdout, stderr} = await kubectl(args);
  try {
    const ours = printed(args);
    return {kubectl: code === 0 ? stdout : `refused: ${stderr}`, ours};
  } catch (error) {
    if (!(error instanceof NotValid) && !(error instanceof UserError)) throw error;
    // kubectl prints the whole of what it cannot filter
    const sentence = error.message.replace(/^.*(?= is not array or slice and cannot be filtered)/su, '');
    const isRefusedAlike = code !== 0 && stderr.includes(sentence);
    return {kubectl: isRefusedAlike ? error.message : code === 0 ? stdout : stderr, ours: error.message};
  }
}

const of = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const podPaths = [
  '{.items[*].metadata.name}',
  '{.items[0].metadata.name}',
  '{.items[-1].metadata.name}{"\\n"}',
  '{.items[-1:].metadata.name}',
  '{.items[0:2].metadata.name}',
  '{.items[::2].metadata.name}',
  '{.items[:-1].metadata.name}',
  '{.items[7].metadata.name}',
  '{.items[2:1].metadata.name}',
  '{.items[0:9].metadata.name}',
  '{.items[1:1].metadata.name}',
  '{.items[::0].metadata.name}',
  '{.items[0,2].metadata.name}',
  "{.items[0].metadata['name','namespace']}",
  "{.items[*]['metadata.name','status.phase']}",
  '{.items[0].metadata.labels}',
  '{.items[0].metadata.labels.app}',
  "{.items[0].metadata.labels['app']}",
  '{.items[0].metadata.labels.example\\.com/tier}',
  "{.items[0].metadata.labels['example\\.com/tier']}",
  "{.items[0].metadata.labels['example.com/tier']}",
  '{.items[0].metadata.annotations.example\\.com/note}',
  '{.items[*].spec.containers[*].image}',
  '{.items[*].spec.containers[0].ports}',
  '{.items[*].spec.terminationGracePeriodSeconds}',
  '{.items[0].status.containerStatuses[*].ready}',
  '{.items[0].nothing.there}',
  '{.items[0].nothing[0]}',
  '{.nothing}',
  '{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}',
  "{range .items[*]}{.metadata.name}{'\\n'}{end}",
  '{range .items[*]}{.metadata.name}: {range .spec.containers[*]}{.name}={.image} {end};{end}done',
  '{range .items[*]}{range .spec.containers[*]}{.name}{end}{end}',
  '{range .nothing[*]}{.a}{"x"}{end}after',
  '{range .items[*]}{.nothing[*].a}{end}',
  '{range .items[*]}{.metadata.name}',
  '{end}',
  '{.items[?(@.metadata.name=="two")].status.phase}',
  "{.items[?(@.metadata.labels.app=='web')].metadata.name}",
  '{.items[?(@.metadata.labels.app!="web")].metadata.name}',
  '{.items[?(@.metadata.labels.nothing=="web")].metadata.name}',
  '{.items[?(@.metadata.labels.nothing!="web")].metadata.name}',
  '{.items[?(@.metadata.annotations)].metadata.name}',
  '{.items[?(@.metadata.nothing)].metadata.name}',
  '{.items[0].spec.containers[0].ports[?(@.containerPort>80)].name}',
  '{.items[0].spec.containers[0].ports[?(@.containerPort>=80)].containerPort}',
  '{.items[0].spec.containers[0].ports[?(@.containerPort=="80")].containerPort}',
  '{.items[0].spec.containers[0].ports[?(@.containerPort>80.0)].containerPort}',
  '{.items[0].status.conditions[?(@.type=="Ready")].status}',
  '{.items[*].status.containerStatuses[?(@.ready==true)].name}',
  '{.items[?(@.metadata.name=="two" && @.status.phase=="Running")].metadata.name}',
  '{.items[?(@.metadata.labels=="two")].metadata.name}',
  '{.items[?(@.spec.containers[*].name=="nginx")].metadata.name}',
  '{.metadata.name[?(@.a)]}',
  '{.items[0].metadata.name[0]}',
  '{.items[0].metadata.name.a}',
  '{.items[0].metadata.name.*}',
  '{..containerPort}',
  '{.items[1].spec..image}',
  '{.items..ports[0].containerPort}',
  '{..nothing}',
  '{....a}',
  '{.items.*.metadata.name}',
  '{$.items[0].kind}',
  '{@.items[0].kind}',
  '{.kind}{.apiVersion}{.metadata}',
  'no braces at all',
  '.items[0].metadata.name',
  'a{.kind}b{.kind}c',
  '{"quoted"}{1}{-2}{1.5}{true}',
  '{"\\u00e9\\x41\\101\\\\"}',
  '{"\\q"}',
  '{.items[*].metadata.name',
  '{.items[}',
  '{.items[a]}',
  '{.items[0]]}',
  '{(.items)}',
  '{.items[?(@.a]}',
  '{"open}',
  '{.a b}',
  '{ .kind }',
  '{.items[ 0 ].kind}',
  '{.items[*].spec.containers[*].command}',
  '{.items[0].metadata.name}}',
  '{{.kind}}',
];

describe('a JSONPath template', () => {
  it.for(podPaths)('prints what kubectl prints: %s', async (template) => {
    const printed = await both(['get', 'pods', '-o', `jsonpath=${template}`]);
    expect(printed.ours).toBe(printed.kubectl);
  });

  it.for([
    ['get', 'pods', 'two', '-o', 'jsonpath={.metadata.name} {.spec.containers[1].name}'],
    ['get', 'pods', 'two', '-o', 'jsonpath', '--template', '{.metadata.name}'],
    ['get', 'configmaps', 'page', '-o', 'jsonpath={.data}'],
    ['get', 'configmaps', 'page', '-o', 'jsonpath={.data.index\\.html}'],
    ['get', 'services', '-o', 'jsonpath={.items[?(@.metadata.name=="web")].spec.ports[*].port}'],
    ['get', 'pods', '-o', 'jsonpath-as-json={.items[*].metadata.labels}'],
    ['get', 'pods', '-o', 'jsonpath-as-json={.items[*].metadata.name}{.kind}'],
    ['get', 'pods', '-o', 'jsonpath-as-json={.nothing}'],
    ['get', 'configmaps', 'page', '-o', 'jsonpath-as-json={.data}'],
    ['get', 'pods', '-o', 'jsonpath'],
    ['get', 'pods', '-o', 'jsonpath='],
  ])('… of one object, and as JSON: %s', async (args) => {
    const printed = await both(args);
    expect(printed.ours).toBe(printed.kubectl);
  });
});

describe('custom columns', () => {
  it.for([
    'NAME:.metadata.name',
    'NAME:.metadata.name,IMAGES:.spec.containers[*].image,IP:.status.podIP',
    'NAME:metadata.name,APP:{.metadata.labels.app}',
    'NAME:{metadata.name},LABELS:.metadata.labels',
    'NAME:.metadata.name,NONE:.nothing.at.all,NOTE:.metadata.annotations.example\\.com/note,LAST:.kind',
    'PORTS:.spec.containers[*].ports[*].containerPort',
    'ALL:.spec.containers[0].ports,CMD:.spec.containers[1].command',
    'READY:.status.containerStatuses[*].ready',
    'COND:.status.conditions[?(@.type=="Ready")].status',
    'a long header:.kind,b:.kind',
    'A:.items[5]',
    'A:.spec.containers[5]',
    'A',
    'A:',
    'A:{.a}{.b}',
    'A:.a[',
    '',
  ])('print what kubectl prints: %s', async (columns) => {
    const printed = await both(['get', 'pods', '-o', `custom-columns=${columns}`]);
    expect(printed.ours).toBe(printed.kubectl);
    const one = await both(['get', 'pods', 'one', '-o', `custom-columns=${columns}`, '--no-headers']);
    expect(one.ours).toBe(one.kubectl);
  });
});

describe('a Go template', () => {
  it.for([
    '{{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}',
    '{{range .items}}{{println .metadata.name}}{{end}}',
    '{{range $i, $pod := .items}}{{$i}}:{{$pod.metadata.name}} {{end}}',
    '{{range $pod := .items}}{{$pod.metadata.name}} {{$.kind}}{{end}}',
    '{{(index .items 0).metadata.name}}',
    '{{index .items 0 "metadata" "labels" "app"}}',
    '{{index .items 9}}',
    '{{len .items}} {{len .kind}}',
    '{{range .items}}{{if eq .metadata.name "two"}}two!{{else if eq .metadata.name "one"}}one!{{else}}other{{end}} {{end}}',
    '{{range .items}}{{if .metadata.nothing}}a{{else}}b{{end}}{{end}}',
    '{{with (index .items 0)}}{{.kind}}{{else}}none{{end}}',
    '{{range .nothing}}a{{else}}none{{end}}',
    '{{.nothing}}|{{.metadata}}|{{.kind}}',
    '{{(index .items 0).metadata.labels}}',
    '{{(index .items 0).spec.terminationGracePeriodSeconds}}',
    '{{range (index .items 0).spec.containers}}{{range .ports}}{{.containerPort}},{{end}}{{end}}',
    '{{printf "%s-%v %d\\n" .kind .apiVersion 3}}',
    '{{printf "%-8s|%8s|%05d" "ab" "cd" 42}}',
    '{{printf "%s" .nothing}}{{printf "%q" .kind}}{{printf "%d" "a"}}{{printf "%s"}}{{printf "a" 1}}',
    '{{print 1 2 "a" "b" 3}}{{println 1 "a" true}}',
    '{{- range .items -}} {{ .metadata.name -}} {{- end -}} end',
    '{{$x := .kind}}{{$x}}{{$x = "b"}}{{$x}}',
    '{{range $k, $v := (index .items 0).metadata.labels}}{{$k}}={{$v}};{{end}}',
    '{{if and .kind .nothing}}a{{else}}b{{end}}{{if or .kind .nothing}}a{{end}}{{if not .nothing}}c{{end}}',
    '{{if eq (len .items) 3}}three{{end}}{{if gt (len .items) 2}}many{{end}}',
    '{{.kind | printf "%s!"}}{{.kind | len}}',
    '{{/* nothing */}}a',
    '{{.nothing.a}}',
    '{{if eq (index .items 0).spec.terminationGracePeriodSeconds 1}}a{{end}}',
    '{{"aGFsbG8=" | base64decode}}{{base64decode "?"}}',
    '{{.kind.a}}',
    '{{exists . "items" 0 "metadata"}} {{exists . "items" 7}}',
    'plain',
  ])('prints what kubectl prints: %s', async (template) => {
    const printed = await both(['get', 'pods', '-o', `go-template=${template}`]);
    expect(printed.ours).toBe(printed.kubectl);
  });

  it('is taken by --template alone', async () => {
    const printed = await both(['get', 'pods', '--template', '{{.kind}}']);
    expect(printed.ours).toBe(printed.kubectl);
  });
});

/** Paths that lead to something, and some that do not. */
const path = fc.letrec<{path: string; steps: string}>((tie) => ({
  steps: fc
    .array(
      fc.oneof(
        {
          weight: 6,
          arbitrary: of('.metadata', '.name', '.spec', '.containers', '.status', '.ports', '.labels', '.app'),
        },
        of('[0]', '[1]', '[-1]', '[*]', '[0:1]', '[1:]', '[:-1]', '[0,1]', '[5]', "['name']", "['name','image']"),
        of('[?(@.name=="nginx")]', '[?(@.containerPort>80)]', '[?(@.name)]', '..name', '..containerPort', '.nothing'),
      ),
      {maxLength: 5},
    )
    .map((steps) => steps.join('')),
  path: fc.oneof(
    tie('steps').map((steps) => `{.items[*]${steps}}`),
    tie('steps').map((steps) => `{.items[1].spec.containers${steps}}`),
    fc
      .tuple(tie('steps'), tie('steps'))
      .map(([one, other]) => `{range .items[*]${one}}{${other === '' ? '"x"' : other}}{"\\n"}{end}`),
  ),
})).path;

describe(`a generated path, ${propertyRunsShown}`, () => {
  it('prints what kubectl prints', {timeout: 120_000}, async () => {
    await fc.assert(
      fc.asyncProperty(path, async (template) => {
        // kubectl goes through mappings in no order
        fc.pre(
          !/(?:metadata|spec|status|items\[[^\]]*\])\.\.|\.\.name.*\.\./u.test(template) && !template.includes('{..'),
        );
        const {kubectl, ours} = await both(['get', 'pods', '-o', `jsonpath=${template}`]);
        // which -o yaml does not show either
        fc.pre(!kubectl.includes('managedFields'));
        // it falls over nothing that is indexed
        fc.pre(!kubectl.startsWith('panic:'));
        expect({template, ours}).toEqual({template, ours: kubectl});
      }),
      propertyRuns(3),
    );
  });
});

describe('a table', () => {
  it.for([
    [['pods', '-L', 'app'], {labelColumns: ['app']}],
    [['pods', '-L', 'app,example.com/tier'], {labelColumns: ['app', 'example.com/tier']}],
    [['pods', '-L', 'app', '--show-labels'], {labelColumns: ['app'], showLabels: true}],
    [['pods', '--no-headers'], {noHeaders: true}],
    [['services,pods', '--no-headers'], {noHeaders: true}],
    [['pods', '--show-kind'], {showKind: true}],
    [['services', '--show-kind', '--no-headers', '-o', 'wide'], {showKind: true, noHeaders: true, isWide: true}],
  ] as const)('has what kubectl has: %j', async ([args, options]) => {
    const [types = ''] = args;
    const tables = [];
    for (const type of z.array(z.enum(['pods', 'services'])).parse(types.split(','))) {
      const {text} = await cluster.api(`/api/v1/namespaces/default/${type}`, {accept: tableAccept});
      tables.push({type, table: tableSchema.parse(JSON.parse(text))});
    }
    const {stdout} = await kubectl(['get', ...args]);
    const ageless = (text: string): string => text.replaceAll(/\d+s/gu, '0s');
    expect(ageless(printTables(tables, {isWide: false, showLabels: false, ...options}))).toBe(ageless(stdout));
  });

  it.for([
    '.metadata.name',
    '{.metadata.labels.app}',
    '.spec.containers[0].image',
    '.status.containerStatuses[*].restartCount',
    '.metadata.labels.example\\.com/tier',
    '.status.podIP',
    '.nothing',
  ])('is sorted as kubectl sorts it by %s', async (by) => {
    const {code, stdout, stderr} = await kubectl(['get', 'pods', '-o', 'name', `--sort-by=${by}`]);
    const sorted = sortByPath(lists.pods, relaxedJsonPath(by), completeObject);
    const names = sorted?.map(({object}) => `pod/${nameOf(object)}\n`).join('');
    expect(names ?? "error: couldn't find any field").toBe(code === 0 ? stdout : stderr.slice(0, 30));
  });
});
