import {describe, expect, test} from 'vitest';
import type {PlayableOperation} from '#src/operations/operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {verbs} from '#src/operations/kubectl/verbs.ts';
import {unlessRefused} from '#test/support/unless-refused.ts';
import {files} from './lab.ts';

const readOrNot = (line: string): PlayableOperation | undefined =>
  unlessRefused(() => parseKubectl(line, {files}).operation);

const lines = verbs
  .flatMap(({taught}) => taught.examples.map(({line}) => line))
  .filter((line) => readOrNot(line) !== undefined);
const prompts = [
  '',
  'kubectl ',
  'k ',
  '$ kubectl ',
  '# k ',
  '> kubectl ',
  'root@node:~# kubectl ',
  '[root@node ~]# kubectl ',
  'PS C:\\> kubectl ',
  'me@mac ~ % k ',
  '➜  labs git:(main) ✗ kubectl ',
  '~/labs (main) ❯ kubectl ',
  '1. kubectl ',
  '/kubectl command:kubectl ',
];
const comments = ['# kubectl delete pods --all', '#kubectl delete pods --all', '# or: % k delete pods --all'];

describe('a line with a comment that has a line in it', () => {
  test.each(prompts)('is the line and never the comment, behind “%s”', (prompt) => {
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const meant = readOrNot(line);
      for (const comment of comments)
        expect(readOrNot(`${prompt}${line} ${comment}`), `${line} ${comment}`).toEqual(meant);
    }
  });

  test.each(['docker ps', 'helm list -A', 'ls ~', 'A=b kubectl get pods', 'sudo kubectl get pods'])(
    'is refused where it is not understood itself: %s',
    (line) => {
      for (const comment of comments) expect(readOrNot(`${line} ${comment}`)).toBeUndefined();
    },
  );
});
