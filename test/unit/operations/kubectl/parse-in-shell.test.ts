import {expect, test} from 'vitest';
import {parseInShell} from '#src/operations/kubectl/parse-in-shell.ts';
import type {ShellState} from '#src/operations/shell/shell-state.ts';
import {files} from './lab.ts';

const lab = {files, lab: 'daemonsets'};
const away = async (): Promise<ShellState> => Promise.reject(new Error('it is away'));
const known = async (): Promise<ShellState> =>
  Promise.resolve({files: new Map([['own.yaml', 'kind: Pod']]), variables: new Map([['APP', 'web']])});

test.each([
  'get pods -l app=nginx',
  'exec daemonset/nginx -- sh -c "echo 3 >> /order"',
  "exec daemonset/nginx -- sh -c 'echo $HOME'",
  'delete pod web',
])('%s is read without a look at what is kept', async (line) => {
  expect(await parseInShell(line, lab, away)).toEqual(await parseInShell(line, lab, known));
});

test.each(['get pods -l app=$APP', 'apply -f own.yaml', 'create -f=own.yaml', 'echo $APP', 'get pods > own.yaml'])(
  '%s is read with what is kept, or not at all',
  async (line) => {
    await expect(parseInShell(line, lab, away)).rejects.toThrow('it is away');
    await expect(parseInShell(line, lab, known)).resolves.toBeDefined();
  },
);
