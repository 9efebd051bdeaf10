import {join} from 'node:path';
import {describe, expect, it, test} from 'vitest';
import {importLabs} from '#src/authoring/import/import-labs.ts';
import type {ImportedLab} from '#src/authoring/import/imported-lab.ts';
import {renderAll, renderLab} from '#src/authoring/import/render-report.ts';
import {countsOf} from '#src/authoring/import/summary.ts';
import {readLab} from '#src/store/read-lab.ts';

const pod = (name: string, rest = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n${rest}`;
const claim = 'apiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: data\n';
const block = (...lines: string[]): string => ['```', ...lines, '```', ''].join('\n');

function labsOf(texts: Readonly<Record<string, string>>, path = '/home/ada/course/labs/web'): ImportedLab[] {
  return importLabs({name: 'web', path, texts: new Map(Object.entries(texts)), leftOut: []});
}

function linesOf(texts: Readonly<Record<string, string>>, path?: string): ImportedLab['lines'] {
  return labsOf(texts, path).flatMap((lab) => lab.lines);
}

const verdictsOf = (markdown: string, files: Readonly<Record<string, string>> = {}): string[] =>
  linesOf({'README.md': markdown, ...files}).map(({verdict, instead}) =>
    instead === undefined ? verdict : `${verdict}: ${instead}`,
  );

describe('files that a line names', () => {
  const files = {'specs/web/pod.yaml': pod('web'), 'steps/two/more.yaml': pod('more')};

  it.each([
    'labs/web/specs/web',
    'specs/web/pod.yaml',
    './specs/web/',
    'web/pod.yaml',
    'course/labs/web/specs/web/pod.yaml',
    'labs\\web\\specs\\web',
    '~/course/labs/web/specs/web',
  ])('are found from the root of the course, from the lab, and by how their path ends: %s', (path) => {
    expect(verdictsOf(block(`kubectl apply -f ${path}`), files)).toEqual(['understood']);
  });

  it('are found where a line reads their text, which need be no manifest', () => {
    const lines = [
      'kubectl patch pod web --patch-file=labs/web/patches/more.yaml',
      'kubectl patch pod web -p "$(cat ./patches/more.yaml)"',
      'kubectl patch pod web -p "$(cat none.yaml)"',
    ];
    const texts = {'patches/more.yaml': 'metadata: {labels: {a: b}}\n'};
    expect(verdictsOf(block(...lines), texts)).toEqual(['understood', 'understood', 'refused']);
  });

  it('hand on what they hold', () => {
    const line = 'kubectl create configmap a --from-literal=b=c --dry-run=client -o yaml | kubectl apply -f -';
    expect(verdictsOf(block(line))).toEqual(['understood']);
  });

  it('are found beside the text, and where the text went with cd', () => {
    const texts = {
      'steps/two/go.md': block('kubectl apply -f more.yaml'),
      'a.md': block('cd specs/web', 'kubectl apply -f pod.yaml'),
    };
    expect(linesOf({...texts, ...files, 'x/pod.yaml': pod('other')}).map(({verdict}) => verdict)).toEqual([
      'understood',
      'understood',
    ]);
  });

  it('make their line refused with the reason of the object that is', () => {
    const endpoints = 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n';
    const files = {'README.md': block('kubectl apply -f specs'), 'specs/a.yaml': `${pod('a')}---\n${endpoints}`};
    const [line] = linesOf(files);
    expect(line).toMatchObject({verdict: 'refused', instead: undefined});
    expect(line?.reason).toMatch(/^specs\/a\.yaml line 11: kind Endpoints is not allowed/u);
  });

  it('may bring something along for the whole cluster, and not nothing else', () => {
    const lines = block(
      'kubectl apply -f specs',
      'kubectl apply -f specs/b.yaml',
      'kubectl delete clusterrole,pod -l a=b',
    );
    const judged = linesOf({'README.md': lines, 'specs/a.yaml': pod('a'), 'specs/b.yaml': claim});
    expect(judged.map(({verdict}) => verdict)).toEqual(['understood', 'refused', 'understood']);
    expect(judged[1]?.reason).toMatch(/^specs\/b\.yaml line \d+: kind PersistentVolume is not allowed/u);
  });

  it('outside of the source are not there', () => {
    expect(verdictsOf(block('kubectl apply -f ../../etc/pod.yaml', 'kubectl apply -f /etc/pod.yaml'))).toEqual([
      'refused',
      'refused',
    ]);
  });
});

describe('what has another way here', () => {
  it.each([
    ['sudo kubectl get pods', 'Type: kubectl get pods'],
    ['kubectl get pods | sed -n 2p', 'Type: kubectl get pods'],
    ['kubectl edit deploy/web', 'Use /edit resource:deploy/web'],
    ['kubectl get pods --context kind-kind', 'Type: kubectl get pods'],
    [
      'kubectl config use-context docker-desktop',
      'There is one context, labrador: your sandbox. It is the current one, and nothing has to be switched.',
    ],
    ['curl -s http://localhost:8080/index.html', '/browse path:/index.html'],
    ['open http://127.0.0.1:30080', '/browse'],
  ])('is said: %s', (line, instead) => {
    expect(verdictsOf(block(line))).toEqual([`instead: ${instead}`]);
  });

  it.each([
    ['curl http://web.local:8000/a?b=c', '/browse host:web.local path:/a?b=c'],
    ['curl -s "http://Web.local"', '/browse host:web.local'],
    ['curl -H "Host: web.local" http://localhost:30000/a', '/browse host:web.local path:/a'],
    ['curl http://localhost/a', '/browse path:/a'],
  ])('is /browse by a host that an Ingress has: %s', (line, instead) => {
    const rules = 'spec:\n  rules:\n    - host: web.local\n';
    const ingress = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n${rules}`;
    expect(verdictsOf(block(line), {'ingress.yaml': ingress})).toEqual([`instead: ${instead}`]);
    expect(verdictsOf(block('curl http://other.local/'), {'ingress.yaml': ingress})).toEqual([]);
  });

  it('is /apply for a file that the learner writes', () => {
    const [editor, applied] = verdictsOf(block('vi pod.yaml', 'kubectl apply -f pod.yaml'));
    expect(editor).toMatch(/\/apply/u);
    expect(applied).toMatch(/^instead: .*\/apply/u);
    expect(verdictsOf(block('kubectl apply -f pod.yaml'))).toEqual(['refused']);
    expect(verdictsOf(block('vi pod.yaml', 'kubectl delete -f pod.yaml')).at(-1)).toMatch(
      /^instead: .*delete TYPE NAME/u,
    );
    expect(
      verdictsOf(
        block('curl https://example.com/', 'vi notes.txt', 'curl -X POST localhost:80', 'helm install web', 'cd web'),
      ),
    ).toEqual([]);
  });
});

describe('a file of the learner’s own', () => {
  it('is pasted, and what was made of it goes by its name', () => {
    const shown = '```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n```\n';
    const markdown = `${block('kubectl delete -f a.yaml')}${shown}${block('kubectl apply -f a.yaml')}# End\n${block('kubectl delete -f a.yaml')}`;
    expect(verdictsOf(markdown)).toEqual([
      'refused',
      expect.stringMatching(/^instead: .*\/apply/u),
      'instead: What you made of your own goes by its name: delete TYPE NAME.',
    ]);
  });
});

describe('what a reader is to fill in', () => {
  it.each([
    ['kubectl describe node <node-name>', 'kubectl get nodes'],
    ['kubectl exec deploy/web -- wget -O- -T2 http://<pod-ip-address>/image', 'kubectl get pods -o wide'],
    ['kubectl logs <pod> -c <container>', 'kubectl get pods'],
    ['kubectl auth can-i list pods --as system:serviceaccount:<namespace>:<name>', 'kubectl get namespaces'],
    ['kubectl config use-context <your-cluster>', 'kubectl config get-contexts'],
    ['kubectl describe pvc {pvc-name}', 'kubectl get all'],
    ['kubectl describe service SERVICE_NAME', 'kubectl get all'],
    ['kubectl delete rs ReplicaSet_name', 'kubectl get all'],
    ['kubectl exec -ti [pod-name] -- ls', 'kubectl get pods'],
  ])('stands in no way of a line that is understood with it: %s', (line, shownBy) => {
    expect(verdictsOf(block(line))).toEqual([expect.stringMatching(new RegExp(`^instead: .*: ${shownBy}$`, 'u'))]);
  });

  it('is no reason, where the line is refused with it too', () => {
    const lines = linesOf({
      'README.md': block(
        'kubectl config set-credentials ada --token=<your-sa-token>',
        'kubectl drain <node>',
        'kubectl delete pod {1..200}',
      ),
    });
    expect(lines.map(({verdict}) => verdict)).toEqual(['refused', 'refused', 'refused']);
    expect(lines[0]?.reason).toContain('config');
    expect(lines[1]?.reason).toBe('kubectl drain is not supported.');
  });

  it('is what the line does otherwise, if it is a line that has another way', () => {
    const lines = ['kubectl exec -it <pod> -- sh', 'kubectl apply -f <file>', 'kubectl apply -f labs/<topic>/specs/'];
    expect(verdictsOf(block(...lines))).toEqual([
      'instead: Type: kubectl exec web -- ls',
      expect.stringMatching(/^instead: .*\/apply/u),
      expect.stringMatching(/^instead: .*\/apply/u),
    ]);
  });
});

describe('what is no line', () => {
  it.each([
    ['in a text', 'Type `kubectl get pods`, or\nkubectl get svc.\n'],
    ['in a manifest', block('apiVersion: v1', 'kind: Pod', 'metadata: {name: a}', '# kubectl apply -f a.yaml')],
    ['in help', block('Usage:', '  kubectl get pods [options]', '', 'Examples:', '  kubectl get pods')],
    [
      'in a synopsis',
      block('kubectl [command] [TYPE] [NAME] [flags]', 'kubectl controls the Kubernetes cluster manager.'),
    ],
    ['printed below a prompt', block('$ echo ok', 'kubectl get pods', '# kubectl get svc')],
    [
      'of a program of that name',
      block('brew install kubectl', 'which kubectl', 'echo "kubectl get pods"', 'k9s get pods'),
    ],
    ['commented out', block('#kubectl get svc')],
  ])('%s', (_, markdown) => {
    expect(linesOf({'README.md': markdown})).toEqual([]);
  });
});

it('takes `# ` and `> ` before kubectl for prompts where nothing else is typed', () => {
  const found = linesOf({'README.md': `${block('# kubectl get pods')}${block('> kubectl get svc')}`});
  expect(found.map(({line, text}) => [line, text])).toEqual([
    [2, 'kubectl get pods'],
    [5, 'kubectl get svc'],
  ]);
});

describe('objects', () => {
  it('are those of files, of code blocks and of heredocs, each at the line where its document begins', () => {
    const markdown = `${block(...claim.trim().split('\n'))}${block('kubectl apply -f - <<EOF', ...pod('here').trim().split('\n'), 'EOF')}`;
    const values = 'replicas: 1\nimage: nginx\n';
    const [lab] = labsOf({
      'README.md': markdown,
      'a.yaml': `# two\n---\n${pod('a')}---\n${claim}`,
      'values.yaml': values,
    });
    expect(lab?.objects.map(({file, line, text, verdict}) => `${file}:${line} ${text} ${verdict}`)).toEqual([
      'README.md:2 PersistentVolume data refused',
      'README.md:9 Pod here understood',
      'a.yaml:3 Pod a understood',
      'a.yaml:12 PersistentVolume data refused',
    ]);
    expect(lab?.lines.map(({verdict, instead}) => [verdict, instead])).toEqual([
      ['instead', 'Use /apply, which takes YAML of your own, pasted or as a file.'],
    ]);
  });

  it.each([
    ['a template of Helm', 'templates/web.yaml', pod('{{ .Release.Name }}'), /\{\{ … \}\}/u],
    ['a kustomization', 'kustomization.yaml', 'apiVersion: v1\nkind: Kustomization\n', /kustomize/u],
    ['YAML that cannot be read', 'web.yaml', 'apiVersion: v1\nkind: Pod\n\tname: a\n', /tab/iu],
    ['a file that is too large', 'web.yaml', `${pod('web')}#${'x'.repeat(70_000)}\n`, /64 KiB/u],
  ])('are refused by name: %s', (_, file, text, reason) => {
    const [lab] = labsOf({'README.md': block('kubectl get pods'), [file]: text});
    expect(lab?.objects).toMatchObject([{file, verdict: 'refused'}]);
    expect(lab?.objects[0]?.reason).toMatch(reason);
  });

  it('may run the images and use the host folders that the lab itself names', () => {
    const [lab] = labsOf({'a.yaml': pod('a', '  volumes:\n    - name: logs\n      hostPath: {path: /var/logs/web}\n')});
    expect(lab?.objects).toMatchObject([{verdict: 'understood'}]);
  });
});

it('takes each folder with a README that has lines for a lab, and sums them up', () => {
  const labs = labsOf({
    'README.md': '# A course\n',
    'labs/one/README.md': block('kubectl apply -f labs/one/pod.yaml'),
    'labs/one/hints.md': block('kubectl drain node-1'),
    'labs/one/pod.yaml': pod('one'),
    'labs/two/README.md': block('kubectl get pods', 'kubectl get pods'),
  });
  expect(labs.map(({name, lines}) => [name, lines.length])).toEqual([
    ['one', 2],
    ['two', 2],
  ]);
  const counts = countsOf(labs);
  expect(counts).toMatchObject({lines: 4, understood: 3, instead: 0, refused: 1, objects: {admitted: 1, refused: 0}});
  expect(Object.values(counts.byReason)).toEqual([1]);
  const report = [...labs.flatMap(renderLab), ...renderAll(labs, [])].join('\n');
  expect(report).toContain('labs/one: 2 lines: 1 understood');
  expect(report).toContain('All 2 labs: 4 lines: 3 understood');
});

test.each(['daemonsets', 'troubleshooting'])(
  'the lines of the lab %s are understood, from wherever they are read',
  async (name) => {
    const lab = await readLab(join(import.meta.dirname, '../../../../specs', name));
    const lines = lab.steps
      .flatMap(({commands, solution}) => [...commands, ...solution.commands])
      .filter((line) => line.startsWith('kubectl '));
    const found = linesOf({...Object.fromEntries(lab.files), 'README.md': block(...lines)}, `/courses/${name}`);
    expect(found.map(({text}) => text)).toEqual(lines);
    expect(found.filter(({verdict}) => verdict !== 'understood')).toEqual([]);
  },
);

it.each([
  ['marks', '> - '.repeat(2_000)],
  ['deep quotations', `${'>'.repeat(200_000)}\n\n${'> - 1. '.repeat(30_000)}`],
  ['spaces', `${block(`kubectl get ${' '.repeat(200_000)}x`)}${block(`kubectl get${' '.repeat(19_000)}x`)}`],
  ['spaced marks', `${`-${' '.repeat(300)}`.repeat(39)}\n`],
  ['separators', block(`kubectl get pods${'; a'.repeat(6_000)}`)],
  ['quotes', block(...Array.from({length: 500}, () => "kubectl get pods -l 'a"))],
  ['blocks', block('kubectl get pods').repeat(1_500)],
  ['backslashes', block(`kubectl get pods ${'\\'.repeat(50_000)}`)],
  ['prompts', block(`${'$ '.repeat(20_000)}kubectl get pods`)],
  ['control characters', block('kubectl get \u001b[31mpods\u0007')],
])('bears hostile Markdown: %s', (_, markdown) => {
  const labs = labsOf({'README.md': markdown});
  expect([...labs.flatMap(renderLab), ...renderAll(labs, [])].join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
});

it.each([
  ['braces', `apiVersion: v1\n${'{{'.repeat(250_000)}`],
  ['empty lines', `apiVersion: v1${'\n'.repeat(500_000)}`],
  ['documents', `apiVersion: v1\nkind: Pod\n${'---\n'.repeat(100_000)}`],
  ['spaces', `apiVersion: v1\n${' '.repeat(500_000)}kind: Pod`],
  ['brackets', `apiVersion: v1\nkind: Pod\na: ${'['.repeat(60_000)}`],
])('bears hostile manifests: %s', (_, yaml) => {
  const [lab] = labsOf({'README.md': block('kubectl apply -f a.yaml'), 'a.yaml': yaml});
  expect(lab?.lines).toMatchObject([{verdict: 'refused'}]);
});

describe('what lines hand on to those after them in their document', () => {
  const setName = "export POD_NAME=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')";
  const written = 'kubectl create deployment web --image=nginx:1.27 --dry-run=client -o yaml > web.yaml';

  it('are files that are copied', () => {
    const lines = [
      'kubectl cp web:/etc/nginx/nginx.conf nginx.conf',
      'vi page.html',
      'kubectl cp ./nginx.conf web:/tmp',
      'kubectl cp page.html -n dev web:/tmp',
      'kubectl cp other.html web:/tmp',
      'kubectl cp web:/etc/nginx .',
    ];
    expect(verdictsOf(block(...lines))).toEqual([
      'understood',
      'understood',
      'understood',
      'refused',
      'instead: Type: kubectl cp web:/etc/nginx nginx',
    ]);
  });

  it('are variables and files', () => {
    expect(
      verdictsOf(block(setName, 'kubectl describe pod $POD_NAME', 'NS_APP=web', 'kubectl get deploy/$NS_APP')),
    ).toEqual(['understood', 'understood', 'understood']);
    expect(verdictsOf(block(written, 'kubectl apply -f web.yaml', 'kubectl delete -f ./web.yaml'))).toEqual([
      'understood',
      'understood',
      'understood',
    ]);
  });

  it('are not there in front of them, nor in another document', () => {
    expect(verdictsOf(block('kubectl describe pod $POD_NAME', setName))).toEqual(['refused', 'understood']);
    const texts = {'a.md': block(setName), 'b.md': block('kubectl describe pod $POD_NAME')};
    expect(linesOf(texts).map(({verdict}) => verdict)).toEqual(['understood', 'refused']);
  });

  it('are no lines of a lab, around which there is no shell', () => {
    const lines = linesOf({'README.md': block(setName, 'kubectl describe pod $POD_NAME', written, 'kubectl get pods')});
    expect(lines.map(({taken}) => taken?.line)).toEqual([undefined, undefined, undefined, 'kubectl get pods']);
  });
});
