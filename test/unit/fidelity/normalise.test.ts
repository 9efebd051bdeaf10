import {describe, expect, it} from 'vitest';
import {hasShown, normaliseJson, normaliseText, statusesByPod} from '#test/real/fidelity/normalise.ts';

const run = {namespace: 'fidelity-x', server: 'https://127.0.0.1:16443'};

describe('what differs in every run', () => {
  it.each([
    ['a uid', 'uid: 0b9c1d4e-1111-2222-3333-444455556666', 'uid: UID'],
    ['the suffix of a Pod', 'nginx-x7k2p   1/1', 'nginx-HASH  1/1'],
    ['the names of a Deployment', 'web-6d4b75cb6d-hx2lp', 'web-HASH-HASH'],
    ['those made of a small number', 'web-68f8586-hx2lp web-68f8586', 'web-HASH-HASH web-HASH'],
    ['those without a digit', 'web-bcdfbcdfb', 'web-HASH'],
    ['an address', 'nginx   10.244.1.7:80', 'nginx  IP:80'],
    ['a time', 'at "2026-11-22T10:00:00Z"', 'at "TIME"'],
    ['an age', 'nginx   Running   3m12s', 'nginx  Running  AGE'],
    ['the namespace', 'in fidelity-x', 'in NAMESPACE'],
    ['a time of describe', 'Created: Mon, 23 Nov 2026 01:36:36 +0000', 'Created: TIME'],
    ['a version of nginx', '<center>nginx/1.22.1</center>', '<center>nginx/VERSION</center>'],
    ['how full a folder is', 'total 12', 'total SIZE'],
    ['a size', '-rw-r--r--    1 root     root      1020 Nov 23 01:36 a.log', '-rw-r--r-- 1 root root SIZE TIME a.log'],
    ['a port that the server chose', '8010:31234/TCP', '8010:NODEPORT/TCP'],
    ['in which state a pull that fails is found', 'Pending ErrImagePull', 'Pending NOT-PULLED'],
    ['the same in a table', 'web   0/1     ImagePullBackOff   0', 'web  0/1  NOT-PULLED  0'],
  ])('takes out %s', (_, text, expected) => {
    expect(normaliseText(text, run)).toBe(expected);
  });

  it.each([
    ['the port that the lab names', '8010:30010/TCP'],
    ['a status', 'CrashLoopBackOff'],
    ['the event of a pull that fails', 'Error: ErrImagePull'],
    ['a name that is no hash', 'nginx-html'],
    ['a file', 'spec-template'],
  ])('leaves %s', (_, text) => {
    expect(normaliseText(text, run)).toBe(text);
  });

  it('orders keys, and leaves out what only counts versions', () => {
    const body = {b: 1, a: {resourceVersion: '7', managedFields: [1]}};
    expect(JSON.stringify(normaliseJson(body, run))).toBe('{"a":{"resourceVersion":"N"},"b":1}');
  });
});

describe('a watch', () => {
  it('is the distinct statuses of each Pod', () => {
    const lines = 'NAME READY STATUS\na 1/1 Running 0\na 1/1 Terminating 0\nb 0/1 Pending 0\na 0/1 Terminating 0\n';
    expect(statusesByPod(lines)).toEqual(['Pending', 'Running, Terminating']);
  });

  it('leaves out what a container that ends again and again is too briefly to be seen', () => {
    const lines = 'a 0/1 Pending 0\na 1/1 Running 0\na 0/1 Completed 0\na 0/1 Completed 1 (2s ago)\n';
    const looked = 'a 0/1 CrashLoopBackOff 1 (9s ago)\n';
    expect(statusesByPod(lines)).toEqual(['Pending, Completed']);
    expect(statusesByPod(lines + looked)).toEqual(['Pending, Completed']);
  });

  it('is the same in whichever of its states something finds a Pod that goes round', () => {
    const [ended, runs] = ['a 0/1 Completed 3 (1s ago)\n', 'a 1/1 Running 3 (1s ago)\n'];
    const going = 'a 0/1 Terminating 3\n';
    expect(statusesByPod(ended + going)).toEqual(statusesByPod(runs + going + ended + going));
  });

  it('leaves out a Pod that an old kubelet refused', () => {
    expect(statusesByPod('a 0/1 NodeAffinity 0\nb 1/1 Running 0\n')).toEqual(['Running']);
  });
});

describe('a watch', () => {
  const watched = 'NAME READY STATUS\na 0/1 Pending\nb 1/1 Running\na 0/1 Completed\n';
  it.for([
    ['has caught up when it ends with what is listed', 'NAME READY STATUS\na 0/1 Completed\n', true],
    ['may have shown what is gone since', '', true],
    ['lags behind with another status', 'a 1/1 Running\n', false],
    ['lags behind without a Pod', 'c 0/1 Pending\n', false],
  ] as const)('%s', ([, listed, expected]) => {
    expect(hasShown(watched, listed)).toBe(expected);
  });
});
