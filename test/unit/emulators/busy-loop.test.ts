import {expect, test} from 'vitest';
import {isBusyLoop} from '#src/emulators/kubernetes/machine/busy-loop.ts';

const script = (text: string): string[] => ['sh', '-c', text];

test.each([
  [script('while true; do :; done')],
  [script('while :;do true;done')],
  [script('until false\ndo\n  :\ndone\n')],
  [script('yes > /dev/null')],
  [script('yes >/dev/null 2>/dev/null')],
  [['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=1M']],
  [['/bin/sh', '-c', 'sha256sum /dev/urandom']],
  [['yes']],
])('%j keeps a core busy', (argv) => {
  expect(isBusyLoop(argv)).toBe(true);
});

test.each([
  [script('while true; do sleep 1; done')],
  [script('while sleep 0.01; do :; done')],
  [script('for i in 1 2 3; do :; done')],
  [script('yes | head -n 1')],
  [script('echo yes')],
  [['sleep', '3600']],
  [['while true; do :; done']],
  [['yesterday']],
  [['nginx', '-g', 'daemon off;']],
  [[]],
])('%j does not', (argv) => {
  expect(isBusyLoop(argv)).toBe(false);
});
