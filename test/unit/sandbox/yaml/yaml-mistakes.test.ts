import {describe, expect, test} from 'vitest';
import {admit} from '#src/sandbox/policy/policy.ts';
import {readManifests} from '#src/sandbox/yaml/read-manifests.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';

const spec = sandboxSpec();

/** What is said of a text; empty if it is admitted. */
function saidOf(yaml: string): {said: string; next: string} {
  let refusal = {said: '', next: ''};
  unlessRefused(
    () => readManifests({name: 'my.yaml', yaml}).map(({object, positions}) => admit(object, spec, positions)),
    ({message, next}) => {
      refusal = {said: message, next: next ?? ''};
    },
  );
  return refusal;
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: busybox:1.36
`;
const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`;
const pod = (container: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: busybox:1.36\n      ${container}\n`;

const mistakes: readonly (readonly [string, number, RegExp, RegExp])[] = [
  [
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  selector:\n    matchLabels:\n      app: a\n',
    6,
    /text/,
    /without matchLabels/,
  ],
  [deployment.replace('    matchLabels:\n      app', '    app'), 7, /selector\.app is not/, /under matchLabels/],
  [pod('command: ["sh", "-c"'), 8, /a \] or \} is missing/, /Close on this line/],
  [pod('resources: {limits: {memory: 64Mi}'), 8, /a \] or \} is missing/, /Close on this line/],
  [pod('command: [sh,\n        "a]"\n      args: [b]'), 8, /a \] or \} is missing/, /Close on this line/],
  [pod('command: [&quot;sh&quot;]'), 8, /&quot; is what a web page has for "/, /Write " in its place/],
  [pod('command: [sh, &#39;-c&#39;]'), 8, /&#39; is what a web page has for '/, /Write ' in its place/],
  [pod('resources: {limits: {memory: 64MB}}'), 8, /64MB is not an amount/, /^Write 64Mi\.$/],
  [pod('resources: {limits: {memory: 1.5 gb}}'), 8, /not an amount/, /^Write 1\.5Gi\.$/],
  [pod('resources: {limits: {memory: 64mi}}'), 8, /not an amount/, /^Write 64Mi\.$/],
  [pod('resources: {limits: {memory: 64m}}'), 8, /thousandths of a byte/, /^Write 64Mi\.$/],
  [pod('resources: {requests: {memory: 64MiB}}'), 8, /not an amount/, /^Write 64Mi\.$/],
  [pod('resources: {requests: {cpu: "0,5"}}'), 8, /not an amount/, /^Write 0\.5\.$/],
  [pod('resources: {limits: {cpu: 100 millicores}}'), 8, /not an amount/, /^Write 100m\.$/],
  [pod('resources: {limits: {memory: 0}}'), 8, /would limit nothing/, /Leave it out/],
  [pod('command: [“sh”, “-c”, “sleep 1”]'), 8, /“ is a typographic quote/, /^Write "/],
  [pod('command: ["sh”, "-c"]'), 8, /” is a typographic quote/, /^Write "/],
  [pod('command: [‘sh’]'), 8, /‘ is a typographic quote/, /^Write "/],
  [pod('command: [sh, -c, echo “hi” there]'), 8, /“ is a typographic quote/, /^Write "/],
  [pod('command: [sh, –c]'), 8, /long dash/, /-c or --c/],
  [pod('command: sleep 3600'), 8, /command must be a list/, /\["sleep","3600"\]/],
  [pod('env: {A: b}'), 8, /env must be a list/, /Write - and a space/],
  [pod('env: [{name: A, value: true}]'), 8, /value must be text/, /quotes: "true"/],
  [`me@host:~$ cat my.yaml\n${service}`, 1, /a command/, /Remove/],
  [`PS C:\\me> kubectl apply -f x.yaml\n${service}`, 1, /a command/, /Remove/],
  [`[me@host ~]$ cat my.yaml\n${service}`, 1, /a command/, /Remove/],
  [`ada — Today at 10:22\n${service}`, 1, /text around the manifest/, /Remove it/],
  [`https://k8s.io/examples/x.yaml\n${service}`, 1, /text around the manifest/, /Remove it/],
  [service.replace('spec:', '17\nspec:'), 5, /text around the manifest/, /Remove it/],
  [`<pre><code>${service}</code></pre>`, 10, /<\/code> is of a web page/, /Take it away/],
  [service.replaceAll('\n', '<br>\n'), 3, /<br> is of a web page/, /Take it away/],
  [deployment.replaceAll(/^ +/gmu, ''), 4, /nothing in this text is indented/, /indent/],
  [service.replaceAll(/^ +/gmu, ''), 4, /nothing in this text is indented/, /indent/],
  ['{\\rtf1\\ansi {\\fonttbl} apiVersion: v1\\par}', 1, /no text, but another kind/, /as text/],
  ['PK\u0003\u0004\u0014\u0000', 1, /no text, but another kind/, /as text/],
  [pod('tty: "true"'), 8, /must be true or false/, /without quotes/],
  [service.replace('80', '"80"'), 9, /whole number/, /Write 80 without quotes/],
  [deployment.replace('name: web', 'name: 12'), 4, /metadata\.name must be text/, /"12"/],
  [deployment.replace('  name', '\tname'), 4, /a tab/, /spaces/],
  [deployment.replace('kind:', 'Kind:'), 2, /Kind is written kind/, /Write kind:/],
  [deployment.replace('apiVersion', 'apiversion'), 1, /written apiVersion/, /Write apiVersion:/],
  [deployment.replace('metadata', 'Metadata'), 3, /written metadata/, /Write metadata:/],
  [deployment.replace('Deployment', 'deployment'), 2, /kind deployment/, /Deployment\?/],
  [deployment.replace('apps/v1', 'Apps/V1'), 1, /must be apps\/v1/, /Write apiVersion: apps\/v1/],
  [deployment.replace('apiVersion: apps/v1\n', ''), 1, /apiVersion is missing/, /Write apiVersion: apps\/v1/],
  [service.replaceAll(': ', ':'), 1, /space is missing/, /Write apiVersion: v1/],
  [deployment.replace('- name', '-name'), 15, /space is missing after the -/, /Write - name: web/],
  [service.replaceAll(': ', '：'), 1, /the colon is a wide one/, /Write apiVersion: v1/],
  [deployment.replace('name: web', 'name=web'), 3, /mapping/, /name: web/],
  [
    deployment.replace('    spec:\n      containers', '    containers'),
    13,
    /template\.containers is not/,
    /belongs in spec\.template\.spec/,
  ],
  [service.replace('  name: web\n', 'name: web\n'), 4, /name is not a field/, /belongs in metadata/],
  [
    deployment.replace('          image', '      image'),
    16,
    /spec\.image is not/,
    /an item of spec\.template\.spec\.containers/,
  ],
  [service.replace('  selector', '  labels: {a: b}\n  selector'), 6, /labels is not/, /belongs in metadata/],
  [
    'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {replicas: 3}\n',
    4,
    /replicas is not/,
    /a Deployment/,
  ],
  [deployment.replace('      app: web', '      - app: web'), 7, /must be a mapping/, /without -/],
  [deployment.replace('        - name', '          name'), 14, /must be a list/, /Write - and a space/],
  [deployment.replace('  name: web', '  name: web\n    labels: {}'), 5, /too far/, /Line the key up/],
  [deployment.replace('name: web', 'name: "web'), 4, /a quote is missing/, /this line/],
  [
    pod('nodeSelector: {}').replace('      nodeSelector: {}', '  nodeSelector: {matchLabels: {a: b}}'),
    8,
    /text/,
    /under nodeSelector itself, without matchLabels/,
  ],
  [
    deployment.replace('        app: web\n    spec', '        matchLabels:\n          app: web\n    spec'),
    12,
    /text/,
    /under labels itself, without matchLabels/,
  ],
  [deployment.replace('  name: web', '  labels: {labels: {a: b}}'), 4, /text/, /under labels itself, without labels/],
  [
    deployment.replace('      app: web\n  template', '      matchLabels: {app: web}\n  template'),
    8,
    /text/,
    /under matchLabels itself, without matchLabels/,
  ],
  [
    service.replace('    app: web', '    matchExpressions: [{key: a, operator: Exists}]'),
    7,
    /text/,
    /matchExpressions is not for it/,
  ],
  [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.conf:\n    b: c\n',
    5,
    /text/,
    /Write \| after the colon/,
  ],
  [pod('command:\n        • sleep\n        • 60'), 8, /must be a list/, /Write - in place of •/],
  [pod('command:\n        * sleep\n        * 60'), 9, /\* is no dash/, /^Write - sleep$/],
  [service + deployment, 10, /a second object begins/, /a line of ---/],
  [`${service}---${deployment}`, 10, /--- .* a line of its own/, /^Write apiVersion: apps\/v1 in the next line/],
  [`--- ${deployment}`, 1, /--- .* a line of its own/, /^Write apiVersion/],
  [`---${deployment}`, 1, /--- .* a line of its own/, /^Write apiVersion/],
  [`${service.trim()}---\n${deployment}`, 9, /--- .* a line of its own/, /at the end of this line/],
  [`${service.trim()} ---\n${deployment}`, 9, /--- .* a line of its own/, /at the end of this line/],
  [deployment.replace('kind', 'apiVersion: v1\nkind'), 2, /apiVersion is there twice/, /Remove one/],
  [`Here you go\n${service}`, 1, /text around the manifest/, /^Remove it/],
  [`Here you go:\n${service}`, 1, /text around the manifest/, /^Remove it/],
  [`${service}Hope this helps!\n`, 10, /text around the manifest/, /^Remove it/],
  [deployment.replace('  name: web', '  name web\n  labels: {}'), 4, /key: value/, /a colon and a space/],
  [service.replaceAll('\n', ' '), 1, /all of it is in one line/, /line breaks/],
  [service.replace('web', 'w\0eb'), 4, /another encoding/, /UTF-8/],
  [service.replace('name: web', 'name: metadata: web'), 4, /a colon/, /next line/],
  [`kubectl apply -f x\n${service}`, 1, /a command/, /Remove/],
  [deployment.replace('          image', '         image'), 16, /indentation does not fit/, /Line the key up/],
  [`${pod('')}  resources: {limits: {memory: 64Mi}}\n`, 9, /not allowed here/, /an item of spec\.containers/],
  [pod('restartPolicy: Never'), 8, /not allowed here/, /belongs in spec:/],
  [pod('env: [{MODE: dev}]'), 8, /MODE is not a field/, /^Write - name: MODE, and its value:/],
  [pod('env: [{key: MODE}]'), 8, /key is not a field/, /Did you mean name/],
  [pod('ports: [{port: 80}]'), 8, /port is not a field/, /Did you mean containerPort/],
  [pod('livenessProbe: {http: {port: 80}}'), 8, /http is not a field/, /Did you mean httpGet/],
  [deployment.replace('metadata', 'meta'), 3, /meta is not a field/, /Did you mean metadata/],
  [service.replace('port:', 'containerPort:'), 9, /containerPort is not a field/, /Did you mean targetPort/],
  [service.replace('port: 80', '80:80'), 9, /mapping of fields/, /^Write its keys in lines/],
  [service.replace('port: 80', 'port: 80 // web'), 9, /whole number/, /^Write 80\.$/],
  [service.replace('port: 80', 'port: 80;'), 9, /whole number/, /^Write 80\.$/],
  [pod('readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5s}'), 8, /whole number/, /^Write 5\.$/],
  [pod('args:\n        - echo a: b'), 9, /must be text/, /quotes: "echo a: b"/],
  [
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: |\n  one\n',
    6,
    /not indented/,
    /Indent it further/,
  ],
  [deployment.replace('kind: D', 'kind = D'), 2, /a colon is missing/, /^Write kind: Deployment/],
  [deployment.replace('name: web', 'name: <your-name>'), 4, /cannot be/, /^Write a name of your own/],
  [deployment.replace('name: web', 'name: $NAME'), 4, /cannot be/, /^Write a name of your own/],
  [deployment.replace('spec:', '{{- if .Values.x }}\nspec:'), 5, /is a template/, /Write what it stands for/],
  [deployment.replace('  name', '<<<<<<< HEAD\n  name'), 4, /a conflict/, /Keep one of the two/],
  [deployment.replace('  name: web', '-  name: api\n+  name: web'), 5, /the \+ of a change/, /Take it away/],
  [
    deployment.replace('  selector', '-  replicas: 1\n+  replicas: 2\n  selector'),
    7,
    /the \+ of a change/,
    /Take it away/,
  ],
  ['{\n  // one\n  "kind": "Pod"\n}', 2, /a comment begins with #/, /take it away/],
  ['{\n  "kind": "Pod"\n  "apiVersion": "v1"\n}', 3, /a comma is missing/, /end of the line above/],
  ['{"kind": "Pod"}\n{"kind": "Pod"}', 2, /a second object begins/, /a line of ---/],
  ['version: "3"\nservices:\n  web: {image: nginx}\n', 1, /no manifest of Kubernetes/, /apiVersion/],
  ['\ufffdPNG\r\n\u001a\n\0\0', 1, /another kind of file/, /as text/],
  ['%PDF-1.4\n', 1, /another kind of file/, /as text/],
  ['<!DOCTYPE html>\n<html>', 1, /a web page/, /Raw/],
  [service.replace('web', 'M\ufffdller'), 4, /another encoding/, /UTF-8/],
  [`- ${service.trim().replaceAll('\n', '\n  ')}`, 1, /this is a list/, /---/],
];

test.each(mistakes)('%j', (yaml, line, message, advice) => {
  const {said, next} = saidOf(yaml);
  expect(said).toMatch(new RegExp(`^my\\.yaml line ${line}: `, 'u'));
  expect(said).toMatch(message);
  expect(next).toMatch(advice);
});

/** A mistake in one line with a key and a value; undefined where the line has no room for it. */
const slips: Readonly<Record<string, (line: string) => string>> = {
  'a tab': (line) => line.replace(/^ {2}/u, '\t'),
  'no space after the colon': (line) => line.replace(/: (?=\S)/u, ':'),
  'no space after the dash': (line) => line.replace(/^( *)- /u, '$1-'),
  'curly quotes': (line) => line.replace(/: (\S.*)$/u, ': “$1”'),
  'one curly quote': (line) => line.replace(/: (\S.*)$/u, ': "$1”'),
  'a key in capital letters': (line) =>
    line.replace(/^([ -]*)(\w)/u, (_, before: string, first: string) => before + first.toUpperCase()),
  'a wide colon': (line) => line.replace(/: /u, '：'),
};

const plainLine = /^ *(?:- )?(?:apiVersion|kind|name|image|type|port|path|mountPath): \w/u;

describe('in any line of a manifest is refused, with that line or the one that it belongs to', () => {
  test.each(Object.keys(slips))('%s', (name) => {
    let tried = 0;
    for (const manifest of [deployment, service, pod('command: [sleep, "60"]'), `${service}---\n${deployment}`]) {
      expect(saidOf(manifest).said).toBe('');
      const lines = manifest.split('\n');
      for (const [index, line] of lines.entries()) {
        const slipped = slips[name]?.(line) ?? line;
        if (slipped === line || !plainLine.test(line)) continue;
        tried += 1;
        const {said, next} = saidOf(lines.with(index, slipped).join('\n'));
        const named = Number(/ line (\d+): /u.exec(said)?.[1]);
        expect({slipped, said, isNear: Math.abs(named - index - 1) <= 2, next}).toMatchObject({slipped, isNear: true});
        expect(next).not.toBe('');
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});
