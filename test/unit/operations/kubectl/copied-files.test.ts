import {describe, expect, test} from 'vitest';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {operationSchema} from '#src/operations/operation.ts';
import {shellLimits, type ShellState} from '#src/operations/shell/shell-state.ts';
import {UserError} from '#src/operations/user-error.ts';
import {files} from './lab.ts';

const shellOf = (own: Readonly<Record<string, string>>): ShellState => ({
  variables: new Map([['POD', 'web-1']]),
  files: new Map(Object.entries(own)),
});
const usual = {'own.html': 'own\n', 'site/page.html': 'page\n', 'long.txt': 'x'.repeat(shellLimits.fileLength + 1)};
const read = (line: string, shell = shellOf(usual)) => parseKubectl(line, {files, shell});

function refusalOf(line: string, shell = shellOf(usual)): string {
  try {
    read(line, shell);
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.next].join(' → ');
    throw error;
  }
  throw new Error(`accepted: ${line}`);
}

describe('cp', () => {
  const out = (file: string) => ({what: 'out', file});
  const own = {what: 'in', file: 'own.html', text: 'own\n'};
  test.each([
    ['cp web:/etc/hosts hosts', {pod: 'web', path: '/etc/hosts', copies: out('hosts')}],
    ['cp web:etc/hosts ./a/hosts.txt', {pod: 'web', path: 'etc/hosts', copies: out('a/hosts.txt')}],
    ['cp web:/etc/hosts /tmp/hosts', {copies: out('tmp/hosts')}],
    ['cp web:/etc/hosts own.html', {copies: out('own.html')}],
    ['cp dev/web:/etc/hosts hosts -n other', {inNamespace: 'dev', pod: 'web', path: '/etc/hosts'}],
    ['-n dev cp web:/a:b hosts', {inNamespace: 'dev', pod: 'web', path: '/a:b'}],
    ['cp $POD:/etc/hosts hosts', {pod: 'web-1', path: '/etc/hosts'}],
    ['cp -c sidecar web:/etc/hosts hosts', {container: 'sidecar'}],
    ['cp web:/etc/hosts hosts --container=sidecar --retries=3 --no-preserve', {container: 'sidecar'}],
    ['kubectl cp own.html web:/tmp/', {pod: 'web', path: '/tmp', copies: own}],
    ['cp ./own.html web:/', {path: '/', copies: own}],
    ['cp site/page.html web:-x', {path: '-x', copies: {what: 'in', file: 'page.html', text: 'page\n'}}],
    ['cp labs/daemonsets/specs/nginx/services.yaml web:/tmp', {copies: {file: 'services.yaml'}}],
    // each is one word for a program in the container, and nothing but a name
    [`cp web:'/tmp/$(id); rm -rf "x"' hosts`, {path: '/tmp/$(id); rm -rf "x"'}],
    [`cp own.html web:'/tmp/a b'`, {path: '/tmp/a b'}],
    ['cp web:../../etc/shadow hosts', {path: '../../etc/shadow'}],
    ['cp own.html web:--checkpoint-action=exec=sh', {path: '--checkpoint-action=exec=sh'}],
  ])('%s', (line, expected) => {
    const {operation} = read(line);
    expect(operation).toMatchObject({kind: 'cp', ...expected});
    expect(operationSchema.parse(operation)).toEqual(operation);
  });

  test.each([
    ['cp', 'error: source and destination are required → Write it like: cp POD:/etc/hosts hosts'],
    ['cp web:/etc/hosts', 'error: source and destination are required'],
    ['cp a b c', 'error: source and destination are required'],
    ['cp web:/a other:/b', 'error: one of src or dest must be a local file specification'],
    ['cp own.html other.html', 'error: one of src or dest must be a remote file specification'],
    ['cp :/a b', 'error: filespec must match the canonical format: [[namespace/]pod:]file/path'],
    ['cp a/b/c:/d e', 'error: filespec must match the canonical format'],
    ['cp web: hosts', 'error: filepath can not be empty'],
    ["cp '' web:/tmp", 'error: filepath can not be empty'],
    ['cp web:/etc/hosts .', 'error: open .: is a directory → Type: kubectl cp web:/etc/hosts hosts'],
    [
      'cp web:/etc/hosts ./site -c x',
      'error: open ./site: is a directory → Type: kubectl cp web:/etc/hosts site/hosts',
    ],
    ['cp web:/etc/hosts new/', 'Type: kubectl cp web:/etc/hosts new/hosts'],
    ['cp dev/web:/a - -c x', 'Type: kubectl exec web -n dev -c x -- cat /a'],
    ["cp web:'/a b' /dev/stdout", "Type: kubectl exec web -- cat '/a b'"],
    ['cp web:/etc/hosts specs/nginx/services.yaml', 'is the lab’s own file'],
    ['cp web:/etc/hosts ../../x', 'cannot be the name of a file'],
    ['cp web:/etc/hosts "a b"', 'Type: kubectl cp web:/etc/hosts copied.txt'],
    [`cp web:/etc/hosts ${'x'.repeat(200)}`, 'cannot be the name of a file'],
    [
      'cp nothing.html web:/tmp',
      "error: nothing.html doesn't exist in local filesystem → Files that there are: own.html",
    ],
    ['cp ../own.html web:/tmp', "doesn't exist in local filesystem"],
    ['cp /etc/passwd web:/tmp', "error: /etc/passwd doesn't exist in local filesystem"],
    ['cp site web:/tmp', 'one file at a time'],
    ['cp . web:/tmp', 'one file at a time'],
    ['cp long.txt web:/tmp', 'up to 65536 characters'],
    ['cp Web_1:/etc/hosts hosts', 'cannot be the name of an object'],
    ['cp <pod>:/etc/hosts hosts', 'stands for something of your own'],
    ['cp deployment/web:/etc/hosts hosts', 'takes a Pod by its name alone'],
    ['cp pod/web:/etc/hosts hosts', 'takes a Pod by its name alone'],
    ['cp kube-system/web:/etc/hosts hosts', 'own namespaces are not yours to see'],
    ['cp web:/etc/hosts hosts -n kube-system', 'own namespaces are not yours to see'],
    ['cp Dev/web:/etc/hosts hosts', 'cannot be the name of a namespace'],
    ['cp $(id):/etc/hosts hosts', 'only'],
    ['cp own.html $(id)', '$(…) is understood only'],
    ['cp own.html web:/tmp; id', 'There is no shell here'],
    ['cp own.html web:/tmp --as=admin', 'Your sandbox decides'],
    ['cp own.html web:/tmp -c "a b"', 'cannot be the name of an object'],
  ])('%s is refused: %s', (line, said) => {
    expect(refusalOf(line)).toContain(said);
  });

  test('into one more file than somebody can have is refused, and over one of them is not', () => {
    const full = shellOf(Object.fromEntries(Array.from({length: shellLimits.files}, (_, at) => [`${at}.txt`, ''])));
    expect(refusalOf('cp web:/etc/hosts more.txt', full)).toContain('You can have 10 files.');
    expect(read('cp web:/etc/hosts 0.txt', full).operation).toMatchObject({copies: out('0.txt')});
  });

  test('copies out for nobody who has no files of their own, and in what the lab has', () => {
    expect(() => parseKubectl('cp web:/etc/hosts hosts', {files})).toThrow('Only a learner has files');
    expect(parseKubectl('cp specs/nginx/services.yaml web:/tmp', {files}).operation).toMatchObject({kind: 'cp'});
  });
});
