import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {splitShellWords} from '#src/operations/kubectl/shell-words.ts';
import {operationSchema} from '#src/operations/operation.ts';
import {redirectOutcome, refusedRedirect} from '#src/operations/redirect-outcome.ts';
import {shellLimits, type ShellState} from '#src/operations/shell/shell-state.ts';
import {UserError} from '#src/operations/user-error.ts';
import {propertyRuns, propertyTimeoutMs} from '#test/support/property-runs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {kubectlLine} from './kubectl-lines.ts';
import {files} from './lab.ts';

const shellOf = (variables: Record<string, string> = {}, own: Record<string, string> = {}): ShellState => ({
  variables: new Map(Object.entries(variables)),
  files: new Map(Object.entries(own)),
});
const read = (line: string, shell = shellOf()) => parseKubectl(line, {files, shell});

function refusalOf(line: string, shell = shellOf()): UserError {
  try {
    read(line, shell);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

const template = 'create deployment web --image=nginx:1.18-alpine --dry-run=client -o yaml';

describe('what is printed goes into a file', () => {
  test.each([
    [`${template} > web.yaml`, 'web.yaml'],
    [`kubectl ${template} >web.yaml`, 'web.yaml'],
    [`${template} > ./web.yaml`, 'web.yaml'],
    [`${template} > /tmp/web.yaml`, 'tmp/web.yaml'],
    [`${template} > ~/web.yaml`, '~/web.yaml'],
    ['get pods -o name | head -1 > first.txt', 'first.txt'],
    ['echo hello > note.txt', 'note.txt'],
  ])('%s', (line, name) => {
    const {operation, line: shown} = read(line);
    expect(operation.into).toEqual({kind: 'file', name});
    expect(shown).toContain('>');
    expect(operationSchema.parse(operation)).toEqual(operation);
    const {into: _into, ...without} = operation;
    expect(without).toEqual(read(line.replace(/ ?>.*$/u, '')).operation);
  });

  test.each(['get pods 2> err.txt', 'get pods 3>x.txt', 'get pods | head -1 2> x.txt'])(
    '%s is no output of a line, and is refused',
    (line) => {
      expect(() => read(line)).toThrow(UserError);
    },
  );

  test.each(['&& kubectl apply -f web.yaml', '; cat web.yaml', '& echo', '|| true', '\ncat web.yaml'])(
    'what stands behind that, %j, is the next line',
    (behind) => {
      for (const sign of ['>', '>>']) {
        const {message, next} = refusalOf(`${template} ${sign} web.yaml ${behind}`);
        expect(next).toBe(`Type: kubectl ${template} ${sign} web.yaml`);
        expect(message).not.toMatch(/ >/u);
      }
    },
  );

  test('which is added to by >>, unless it is long already', () => {
    const into = {kind: 'file', name: 'all.yaml', appends: true};
    expect(read('get pods >> all.yaml').operation).toMatchObject({kind: 'get', into});
    expect(read('echo --- >> all.yaml').operation).toEqual({kind: 'print', text: '---', into});
    const full = shellOf({}, {'all.yaml': 'x'.repeat(shellLimits.appendedLength + 1)});
    expect(() => read('get pods >> all.yaml', full)).toThrow('is too long to be added to');
  });

  test('which a later line finds, by any spelling of its path', () => {
    const shell = shellOf({}, {'web.yaml': 'kind: Pod\n', 'tmp/x.yaml': 'kind: Pod\n'});
    for (const path of ['web.yaml', './web.yaml', '/tmp/x.yaml', 'tmp/x.yaml']) {
      expect(read(`apply -f ${path}`, shell).operation).toMatchObject({sources: [{yaml: 'kind: Pod\n'}]});
      expect(read(`cat ${path}`, shell).operation).toEqual({kind: 'print', text: 'kind: Pod'});
    }
    expect(read('cat web.yaml | grep kind', shell).operation).toMatchObject({filters: [{kind: 'grep'}]});
    expect(read('cat specs/nginx/daemonset.yaml').operation).toMatchObject({kind: 'print'});
  });

  test.each([
    ['get pods > /dev/null', 'Type: kubectl get pods'],
    ['get pods >> ../x', 'Type: kubectl get pods'],
    ['get pods 2>> x', 'Type: kubectl get pods'],
    ['get pods >> specs/nginx/daemonset.yaml', 'my.yaml'],
    ['get pods > ../x', 'Type: kubectl get pods'],
    ['get pods > a b', 'Type: kubectl get pods'],
    ['get pods > $(ls)', 'Type: kubectl get pods'],
    ['get pods > specs/nginx/daemonset.yaml', 'my.yaml'],
  ])('but not %s', (line, next) => {
    const refusal = refusalOf(line);
    expect(refusal.next ?? '').toContain(next);
  });

  test('of which there are only so many', () => {
    const own = Object.fromEntries(Array.from({length: shellLimits.files}, (_, index) => [`${index}.yaml`, '']));
    expect(refusalOf('get pods > more.yaml', shellOf({}, own)).next).toContain('0.yaml');
    expect(read('get pods > 0.yaml', shellOf({}, own)).operation.into).toEqual({kind: 'file', name: '0.yaml'});
  });
});

describe('what is printed is handed on to a line that reads manifests', () => {
  const configMap = {kind: 'ConfigMap', apiVersion: 'v1', metadata: {name: 'a'}, data: {b: 'c'}};
  const made = 'create configmap a --from-literal=b=c --dry-run=client -o yaml';

  test.each([
    [`${made} | kubectl apply -f -`, 'apply', configMap],
    [`kubectl ${made} | k apply --filename=-`, 'apply', configMap],
    [`${made} -n dev | kubectl replace -f-`, 'replace', {...configMap, metadata: {name: 'a', namespace: 'dev'}}],
    ['run a --image=b --dry-run -o json | kubectl diff -f -', 'diff', {kind: 'Pod', metadata: {name: 'a'}}],
    ['cat own.yaml | kubectl delete -f -', 'delete', {kind: 'Own'}],
    ['echo "{kind: $KIND}" | kubectl apply -f -', 'apply', {kind: 'Pod'}],
  ])('by %s', (line, kind, object) => {
    const {operation} = read(line, shellOf({KIND: 'Pod'}, {'own.yaml': 'kind: Own\n'}));
    expect(operation.kind).toBe(kind);
    expect(operation).toHaveProperty('sources.0.name', 'STDIN');
    const [{yaml, isOfLine = false}] = Object(operation).sources;
    expect(parse(yaml)).toMatchObject(object);
    expect(isOfLine).toBe(!/^(?:cat|echo) /u.test(line));
    expect(operationSchema.parse(operation)).toEqual(operation);
  });

  test('as it was typed, and what follows goes on from there', () => {
    const {line, operation} = read(`${made} | kubectl apply -n dev -f - | wc -l`);
    expect(line).toBe(`kubectl ${made} | kubectl apply -n dev -f - | wc -l`);
    expect(operation).toMatchObject({kind: 'apply', inNamespace: 'dev', filters: [{}]});
  });

  test.each([
    'get configmap a -o yaml | kubectl apply -f -',
    'create configmap a --from-literal=b=c | kubectl apply -f -',
    `${made} | grep b | kubectl apply -f -`,
    `${made} | kubectl delete pod web`,
    `${made} | kubectl apply -f - && kubectl get pods`,
    'apply -f -',
  ])('but not by %s', (line) => {
    expect(refusalOf(line).code).toBe('unsupported');
  });
});

describe('a variable', () => {
  test.each([
    ["POD=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')", {kind: 'get', output: 'jsonpath'}],
    ['export POD="$(kubectl get pods -o name | head -1)"', {kind: 'get', filters: [{kind: 'head'}]}],
    ['$ export POD=$(k get po -l app=web -o name)', {kind: 'get'}],
    ['POD=web-1', {kind: 'print', text: 'web-1'}],
    ["export POD='a b'", {kind: 'print', text: 'a b'}],
  ])('is set by %s', (line, operation) => {
    const {operation: set} = read(line);
    expect(set).toMatchObject({...operation, into: {kind: 'variable', name: 'POD'}});
    expect(operationSchema.parse(set)).toEqual(set);
  });

  test.each([
    ['describe pod $POD', 'describe pod web-1'],
    ['logs "${POD}"', 'logs web-1'],
    ['exec $POD -- ls', 'exec web-1 -- ls'],
    ['get pod/$POD -o wide', 'get pod/web-1 -o wide'],
    ['patch deploy web -p "$(cat own.yaml)"', "patch deploy web -p 'kind: Own'"],
    ['patch deploy web --patch-file own.yaml', "patch deploy web -p 'kind: Own'"],
    ['label pod web a=$(cat own.txt)', 'label pod web a=b'],
    ['get pods -l app=$APP,tier=${TIER}', 'get pods -l app=web,tier=front'],
    ['get pods | grep $POD', 'get pods | grep web-1'],
    ['echo "$POD is mine"', "echo 'web-1 is mine'"],
    [
      'run web --image=nginx $TRIED > web.yaml',
      'run web --image=nginx --dry-run=client -o yaml --labels=app=web > web.yaml',
    ],
    ['get pods $NONE', 'get pods'],
    ['echo $SPACED', 'echo a b'],
    ['echo "$SPACED"', "echo '  a   b '"],
    ['describe pods c$SPACED', 'describe pods c a b'],
    ['B=$SPACED', "B='  a   b '"],
    ['export B=$SPACED', "B='  a   b '"],
  ])('is read: %s', (line, meant) => {
    const shell = shellOf(
      {
        POD: 'web-1',
        APP: 'web',
        TIER: 'front',
        TRIED: '--dry-run=client -o yaml\t--labels=app=web',
        NONE: '',
        SPACED: '  a   b ',
      },
      {'own.yaml': 'kind: Own\n', 'own.txt': 'b\n'},
    );
    expect(read(line, shell).operation).toEqual(read(meant).operation);
  });

  test('of several words is shown as these words', () => {
    expect(read('get pods $WIDE', shellOf({WIDE: '-o wide'})).line).toBe('kubectl get pods -o wide');
  });

  test.each([
    ['describe pod $NOTHING', 'You have set no variable NOTHING.'],
    ['echo ${NOTHING}', 'You have set no variable NOTHING.'],
    ['X=$(kubectl delete pods --all)', 'Only a line that reads'],
    ['KUBECONFIG=x', 'no shell'],
  ])('that cannot be: %s', (line, message) => {
    expect(refusalOf(line).message).toContain(message);
  });

  test('in single quotes is none', () => {
    expect(read("echo '$NOTHING'").operation).toEqual({kind: 'print', text: '$NOTHING'});
  });

  test.each([
    ["get pods -l app=$(kubectl get svc web -o jsonpath='{.spec.selector.app}')", '{.spec.selector.app}'],
    ["exec web -- wget http://$(k get svc web -o jsonpath='{.spec.clusterIP}'):80", '{.spec.clusterIP}'],
    ['run a --image=b --rm -i -- nslookup $(kubectl get pods -o name | head -1)', 'head -1'],
    ['describe pod `kubectl get pods -o name`', 'get pods -o name'],
  ])('is offered for what stands in %s', (line, inner) => {
    const {next = ''} = refusalOf(line);
    const set = next.replace(/^.*?: /u, '');
    expect(set).toContain(inner);
    expect(read(set).operation).toMatchObject({kind: 'get', into: {kind: 'variable', name: 'VALUE'}});
  });

  test.each([
    'get pod $(kubectl delete pods --all)',
    "exec web -- echo $(kubectl get secret a -o jsonpath='{.data.b}')",
    'describe pod $(whoami)',
  ])('is not offered for %s', (line) => {
    expect(refusalOf(line).next).not.toContain('=$(');
  });

  test('that is not set is offered a line that sets it, which is understood', () => {
    const next = refusalOf('get pod $POD').next ?? '';
    expect(read(next.replace(/^.*?: /u, '')).operation.into).toEqual({kind: 'variable', name: 'POD'});
  });

  test('in quotes is one word, whatever is in it; else those between its blanks', {timeout: propertyTimeoutMs}, () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.string({unit: 'binary', maxLength: 2}), fc.constantFrom(' ', '\n')),
          maxLength: 40,
        }),
        fc.constantFrom('$X', '${X}', '"$X"', '"${X}"'),
        (value, typed) => {
          const variables = new Map([['X', value]]);
          const {words, stop} = splitShellWords(`a ${typed} b`, variables);
          const meant = typed.startsWith('"') ? [value] : value.split(/[ \t\n]/u).filter((part) => part !== '');
          expect(words.map(({text}) => text)).toEqual(['a', ...meant, 'b']);
          expect(stop).toBeUndefined();
          // as they would be typed
          const shownLine = words.map(({raw}) => raw).join(' ');
          expect(splitShellWords(shownLine, variables).words.map(({text}) => text)).toEqual(['a', ...meant, 'b']);
        },
      ),
      propertyRuns(5),
    );
  });

  test('never makes a line more than it would be with its words in quotes', {timeout: propertyTimeoutMs}, () => {
    const hostile = fc.constantFrom(
      '; delete pods --all',
      '--all',
      '-A',
      '$(x)',
      '`x`',
      '| x',
      '> f',
      '*',
      "'",
      '"',
      '--',
      '\n',
      '',
    );
    fc.assert(
      fc.property(
        hostile,
        fc.constantFrom('get pod $X', 'delete pod $X', 'logs $X', 'label pod a $X'),
        (value, line) => {
          const parts = value.split(/\s+/u).filter((part) => part !== '');
          const quoted = line.replace('$X', parts.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' '));
          const done = unlessRefused(() => read(line, shellOf({X: value})).operation);
          const meant = unlessRefused(() => read(quoted).operation);
          // what begins with a hyphen is a flag to kubectl too
          fc.pre(!value.startsWith('-'));
          expect(done).toEqual(meant);
        },
      ),
      propertyRuns(2),
    );
  });
});

test(
  'any text is refused in words or understood, with variables and files as without',
  {timeout: propertyTimeoutMs},
  () => {
    const shell = shellOf({HOME: '/root', X: "'; $(x)"}, {'file.txt': 'a'});
    fc.assert(
      fc.property(
        kubectlLine,
        fc.constantFrom('', ' $X', ' > f.yaml', ' >> f', ' | head > f', ' ${X}', ' 2>&1'),
        (line, end) => {
          const operation = unlessRefused(() => read(line + end, shell).operation);
          expect(operation === undefined ? undefined : operationSchema.parse(operation)).toEqual(operation);
        },
      ),
      propertyRuns(10),
    );
  },
);

test.each([
  'create secret generic db --from-literal=a=b --dry-run=client -o yaml > db.yaml',
  'get secret db -o yaml > db.yaml',
  "P=$(kubectl get secret db -o jsonpath='{.data.p}' | base64 -d)",
])('what a Secret holds is not kept: %s', (line) => {
  expect(refusedRedirect(read(line).operation)).toMatchObject({kind: 'failed', code: 'refused'});
  expect(refusedRedirect(read('get secrets > names.txt').operation)).toBeUndefined();
});

describe('what is kept of an outcome', () => {
  const done = {kind: 'done', text: 'a\nb', notes: []} as const;
  const into = {kind: 'file', name: 'x'} as const;
  test('is its text, which is not shown; a variable ends without line ends', () => {
    expect(redirectOutcome({...done, notes: []}, into)).toMatchObject({text: '', kept: {...into, text: 'a\nb\n'}});
    const variable = {kind: 'variable', name: 'x'} as const;
    expect(redirectOutcome({...done, notes: []}, variable)).toMatchObject({kept: {...variable, text: 'a\nb'}});
  });
  test('is nothing where it is private, too long or failed', () => {
    expect(redirectOutcome({...done, notes: [], isPrivate: true}, into)).toMatchObject({kind: 'failed'});
    const long = 'x'.repeat(shellLimits.fileLength + 1);
    expect(redirectOutcome({...done, notes: [], text: long}, into)).toMatchObject({kind: 'failed'});
    const failed = {kind: 'failed', code: 'NotFound', message: 'no', notes: []} as const;
    expect(redirectOutcome({...failed, notes: []}, into)).toEqual(failed);
  });
});
