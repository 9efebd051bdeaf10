import {describe, expect, test} from 'vitest';
import {UserError} from '#src/operations/user-error.ts';
import {manifestLimits, readManifests} from '#src/sandbox/yaml/read-manifests.ts';

function read(yaml: string) {
  return readManifests({name: 'my.yaml', yaml}).map(({object}) => object);
}

function refusalOf(yaml: string): UserError {
  try {
    read(yaml);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was read');
}

describe('what is read', () => {
  test('documents come in order, and empty ones are passed over', () => {
    expect(read('---\nkind: Pod\n---\n# nothing\n---\nkind: Service\n---\n')).toEqual([
      {kind: 'Pod'},
      {kind: 'Service'},
    ]);
  });

  test('a List is its items', () => {
    expect(read('kind: List\napiVersion: v1\nitems:\n- kind: Pod\n- kind: Service\n')).toEqual([
      {kind: 'Pod'},
      {kind: 'Service'},
    ]);
  });

  test('JSON is YAML', () => {
    expect(read('{"kind": "Pod", "spec": {"containers": []}}')).toEqual([{kind: 'Pod', spec: {containers: []}}]);
  });

  test.each([
    ['yes', true],
    ['off', false],
    ['"yes"', 'yes'],
    ['~', null],
    ['', null],
    ['0644', 420],
    ['8010', 8010],
    ['1e3', 1000],
    ['1:30', '1:30'],
    ['2020-01-01', '2020-01-01'],
    ['<<', '<<'],
    ['|\n  two\n  lines\n', 'two\nlines\n'],
  ])('the value %j is read as kubectl reads it', (text, value) => {
    expect(read(`a: ${text}`)).toEqual([{a: value}]);
  });

  test('a number as a key is text', () => {
    expect(read('1: one')).toEqual([{'1': 'one'}]);
  });
});

test('of what a line stands for nobody knows the lines, and its fields are told', () => {
  const [manifest] = readManifests({name: 'STDIN', yaml: '{\n  "kind": "Pod",\n  "spec": 1\n}', isOfLine: true});
  expect(manifest?.positions.source).toBe('your line');
  expect(manifest?.positions.lineOf(['spec'])).toBeUndefined();
});

describe('what is refused, with the line', () => {
  test.each([
    ['an anchor', 'a: 1\nb: &x 2', 2, /anchors/],
    ['an alias', 'b: *x\na: &x 1', 1, /aliases/],
    ['a bomb of aliases', 'a: &a [1]\nb: &b [*a, *a]', 1, /anchors/],
    ['a tag', 'a: !!binary aGk=', 1, /tags/],
    ['a tag of one’s own', 'a:\n  b: !secret x', 2, /tags/],
    ['a key that is there twice', 'a: 1\nb: 2\na: 3', 3, /a is there twice/],
    ['a key that reaches into JavaScript', 'a: 1\n__proto__:\n  b: 1', 2, /__proto__/],
    ['a key that is no text', 'a: 1\nyes: 2', 2, /text as a key/],
    ['a key that is a list', '? [a]\n: 1', 1, /text as a key/],
    ['a number without end', 'a: .inf', 1, /expected text/],
    ['a tab', 'a:\n\tb: 1', 2, /tab/],
    ['a bracket left open', 'a: [1,\nb: 2', 1, /a \] or \} is missing/],
    ['a quote left open', 'a: "x', 1, /missing/],
    ['a colon in plain text', 'a: b: c', 1, /colon/],
    ['a line without a colon', 'a: 1\nfoo\nb: 2', 2, /key: value/],
    ['a template’s braces', 'a: {{ x }}', 1, /text as a key/],
    ['a %YAML line', '%YAML 1.2\n---\na: 1', 1, /%YAML/],
    ['a list of objects', '- kind: Pod', 1, /expected a Kubernetes object/],
    ['plain text', 'hello', 1, /expected a Kubernetes object/],
    ['a List without items', 'kind: List', 1, /items/],
    ['a List of texts', 'kind: List\nitems:\n- hello', 3, /expected a Kubernetes object/],
    ['nesting beyond the limit', `a: ${'['.repeat(40)}${']'.repeat(40)}`, 1, /levels deep/],
    ['nesting without end', '['.repeat(60_000), 1, /levels deep/],
  ])('%s', (_, yaml, line, said) => {
    const {code, message, next} = refusalOf(yaml);
    expect(code).toBe('bad-input');
    expect(message).toMatch(new RegExp(`^my\\.yaml line ${line}: `));
    expect(message).toMatch(said);
    expect(next).toMatch(/\.$/);
  });

  test('a text that is too large', () => {
    expect(refusalOf(`a: ${'x'.repeat(manifestLimits.bytes)}`).message).toBe('my.yaml is larger than 64 KiB.');
  });

  test('too many objects', () => {
    expect(refusalOf('kind: Pod\n---\n'.repeat(manifestLimits.objects + 1)).message).toBe(
      'my.yaml has more than 20 objects.',
    );
  });

  test('too many documents, empty ones too', () => {
    expect(refusalOf('---\n'.repeat(manifestLimits.documents + 1)).message).toBe(
      'my.yaml has more than 100 documents.',
    );
  });

  test('a List in a List is no object of its own', () => {
    const inner = {kind: 'List', items: [{kind: 'Pod'}]};
    expect(read(JSON.stringify({kind: 'List', items: [inner]}))).toEqual([inner]);
  });

  test('nothing at all', () => {
    expect(refusalOf('# only a comment\n').message).toBe('my.yaml has no objects in it.');
  });
});

describe('what is exactly as much as may be, is read', () => {
  const sized = (bytes: number): string => `a: ${'x'.repeat(bytes - 'a: '.length)}`;
  const deep = (levels: number): string => `a: ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`;
  const objects = (count: number): string => 'kind: Pod\n---\n'.repeat(count);
  const listed = (count: number): string => `kind: List\nitems:\n${'- kind: Pod\n'.repeat(count)}`;
  const documents = (count: number): string => `${'---\n'.repeat(count - 1)}---\nkind: Pod\n`;

  test.each<[string, (count: number) => string, number]>([
    ['bytes', sized, manifestLimits.bytes],
    ['levels', deep, manifestLimits.depth],
    ['objects', objects, manifestLimits.objects],
    ['objects of a List', listed, manifestLimits.objects],
    ['documents', documents, manifestLimits.documents],
  ])('%s', (_, make, limit) => {
    expect(read(make(limit)).length).toBeGreaterThan(0);
    expect(refusalOf(make(limit + 1)).code).toBe('bad-input');
  });

  test('bytes are counted, not characters', () => {
    expect(refusalOf(`a: ${'é'.repeat(manifestLimits.bytes / 2)}`).message).toBe('my.yaml is larger than 64 KiB.');
  });
});

test('an error in every line costs no more than reading them', () => {
  const {stackTraceLimit} = Error;
  expect(refusalOf('}\n'.repeat(30_000)).message).toBe('my.yaml line 1: this is not valid YAML');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

describe('positions', () => {
  const yaml =
    'kind: List\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - name: a\n    - name: b\n      image: c\n';
  const [manifest] = readManifests({name: 'my.yaml', yaml});

  test.each([
    [[], 3],
    [['spec'], 4],
    [['spec', 'containers', 1], 7],
    [['spec', 'containers', 1, 'image'], 8],
    [['spec', 'containers', 0, 'image'], 6],
    [['spec', 'volumes', 0], 4],
    [['status'], 3],
  ])('%j is on line %i', (path, line) => {
    expect(manifest?.positions.lineOf(path)).toBe(line);
  });
});
