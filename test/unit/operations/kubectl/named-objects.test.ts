import {expect, it} from 'vitest';
import {withoutFlags, withSlash, wordsOfFlag} from '#src/operations/kubectl/named-objects.ts';
import {splitShellWords} from '#src/operations/kubectl/shell-words.ts';

const namesIn = (line: string): string[] =>
  withSlash(withoutFlags(splitShellWords(line, new Map()).words)).map(({raw}) => raw);

it.each([
  ['web', ['web']],
  ['-it web -c nginx', ['web']],
  ['-n dev deploy web 80', ['deploy/web', '80']],
  ['--address=0.0.0.0 svc/web 8080:80', ['svc/web', '8080:80']],
  ['--address 0.0.0.0 --namespace dev web 80', ['web', '80']],
  ['pod web', ['web']],
  ['pods 80', ['pods', '80']],
  ['deploy/web other', ['deploy/web', 'other']],
  ['web -- ls -n dev', ['web']],
  ['all web', ['all', 'web']],
  ['', []],
] as const)('%j is about %j', (line, names) => {
  expect(namesIn(line)).toEqual(names);
});

it.each([
  ['get pods -n dev', ['-n', 'dev']],
  ['get pods -ndev', ['-ndev']],
  ['get pods --namespace=dev -o wide', ['--namespace=dev']],
  ['get pods --namespace dev', ['--namespace', 'dev']],
  ['get pods --no-headers', []],
  ['exec web -- sh -n dev', []],
] as const)('%j says its namespace in %j', (line, given) => {
  const typed = splitShellWords(line, new Map()).words;
  expect(wordsOfFlag(typed, {name: 'namespace', short: 'n', takes: 'value'}).map(({raw}) => raw)).toEqual(given);
});

it('a kind and a name are one word only for a kind that has one', () => {
  expect(namesIn("'deploy' web")).toEqual(["'deploy'/web"]);
  expect(namesIn('nonsense web')).toEqual(['nonsense', 'web']);
});
