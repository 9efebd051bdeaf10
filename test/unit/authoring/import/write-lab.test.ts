import {describe, expect, it} from 'vitest';
import {importLabs} from '#src/authoring/import/import-labs.ts';
import {writeLab, type WrittenLab} from '#src/authoring/import/write-lab.ts';
import {LabError, readLabYaml} from '#src/authoring/read-lab-yaml.ts';

const pod = (name: string, image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers: [{name: web, image: ${image}}]\n`;
const block = (...lines: string[]): string => ['```', ...lines, '```', ''].join('\n');

function written(texts: Readonly<Record<string, string>>, name = 'web'): WrittenLab {
  const source = {name, path: `/courses/${name}`, texts: new Map(Object.entries(texts)), leftOut: []};
  const lab = importLabs(source)[0];
  const made = lab === undefined ? undefined : writeLab(lab);
  if (made === undefined) throw new Error('nothing was understood');
  return made;
}

/** What lab:lint says of it. */
function problemsOf({files}: WrittenLab): string[] {
  const manifests = new Map([...files].filter(([path]) => path !== 'lab.yaml'));
  try {
    readLabYaml(files.get('lab.yaml') ?? '', {file: 'lab.yaml', files: manifests});
    return [];
  } catch (error) {
    if (error instanceof LabError) return error.message.split('\n');
    throw error;
  }
}

const course = {
  'README.md': [
    '# The web',
    'A sentence of its author.',
    '## Make *a* `Pod`: "web"',
    block('kubectl apply -f labs/web/manifests/pod.yaml', 'kubectl get pods | sed -n 2p', 'kubectl get pods'),
    '## Metrics',
    block('kubectl drain node-1'),
    '## Away with it',
    block('kubectl delete pod web'),
  ].join('\n\n'),
  'solution/other.yaml': pod('other', 'nginx:1.26'),
  'solution.md': `# Solution\n\n${block('kubectl apply -f solution/other.yaml')}`,
  'manifests/pod.yaml': pod('web', 'nginx:1.27'),
  'manifests/unused.yaml': pod('unused', 'nginx:1.0'),
};

describe('a lab that is made of a source', () => {
  const lab = written(course);
  const text = lab.files.get('lab.yaml') ?? '';

  it('lacks nothing but what its TODOs name', () => {
    const problems = problemsOf(lab);
    expect(problems).toContainEqual(
      expect.stringMatching(
        /^lab\.yaml:\d+: steps\[0\]: the step “Make a Pod: "web"” has TODOs left: text, checks, solution$/u,
      ),
    );
    expect(problems.filter((problem) => !problem.includes('TODO'))).toEqual([]);
  });

  it('has the manifests that its lines use, where they find them, and their images', () => {
    expect([...lab.files.keys()]).toEqual(['lab.yaml', 'solution/other.yaml', 'specs/manifests/pod.yaml']);
    expect(text).toContain('- kubectl apply -f labs/web/specs/manifests/pod.yaml');
    expect(text).toContain('images:\n  - nginx:1.26\n  - nginx:1.27\n');
  });

  it('names the lines that it lacks, with the reason, and quotes nothing of the texts', () => {
    expect(text).toMatch(/# README\.md:\d+: kubectl get pods \| sed -n 2p – .*Type: kubectl get pods/u);
    expect(text).toMatch(/# README\.md:\d+: kubectl drain node-1 – /u);
    expect(text).not.toContain('A sentence');
  });
});

it.each([
  ['many lines', {'README.md': block(...Array.from({length: 60}, (_, index) => `kubectl get pod p${index}`))}],
  ['many headings', {'README.md': Array.from({length: 40}, () => `# Same\n\n${block('kubectl get pods')}`).join('\n')}],
  [
    'long lines',
    {
      'README.md': block(
        `kubectl get pods ${'p'.repeat(400)}`,
        ...Array.from({length: 9}, () => `kubectl get pods -l app=${'a'.repeat(60)},b=${'b'.repeat(60)}`),
      ),
    },
  ],
  [
    'strange headings',
    {'README.md': `# ${'x: "#'.repeat(40)}\n\n${block('kubectl get pods')}\n# - !!\n\n${block('kubectl get svc')}`},
  ],
  [
    'a folder next to specs',
    {
      'README.md': block('kubectl apply -f .', 'kubectl apply -f specs'),
      'a.yaml': pod('a', 'a:1'),
      'specs/a.yaml': pod('b', 'b:1'),
    },
  ],
])('a lab can be read whatever it is made of: %s', (_, texts) => {
  expect(problemsOf(written(texts)).filter((problem) => !problem.includes('TODO'))).toEqual([]);
});

describe('a lab whose files make namespaces', () => {
  const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`;
  const inNamespace = (name: string): string =>
    pod('web', 'nginx:1.27').replace('{name: web}', `{name: web, namespace: ${name}}`);
  const lab = written({
    'README.md': `# Shops\n\n${block(
      'kubectl apply -f shops.yaml',
      'kubectl create ns third',
      'kubectl get pods -n green',
      'kubectl apply -f shops.yaml -n blue',
      'kubectl delete ns,pods -l team=blue',
    )}`,
    'shops.yaml': ['blue', 'green'].flatMap((name) => [namespace(name), inNamespace(name)]).join('---\n'),
  });
  const text = lab.files.get('lab.yaml') ?? '';

  it('lets its learners make as many', () => {
    expect(text).toContain('namespaces: 3\n');
    expect(written({...course}).files.get('lab.yaml')).not.toContain('namespaces:');
  });

  it('has the lines that work in them, and says why one does not', () => {
    for (const line of ['create ns third', 'get pods -n green', 'delete ns,pods -l team=blue']) {
      expect(text).toMatch(new RegExp(`^ +(?:- )?(?:line: )?[^#\\n]*${line}`, 'mu'));
    }
    expect(text).toMatch(/#[^\n]*apply -f shops\.yaml -n blue[^#]*#?[^]*You must pass '--namespace=green'/u);
    expect(problemsOf(lab).filter((problem) => !problem.includes('TODO'))).toEqual([]);
  });
});
