import {expect, test} from 'vitest';
import {onlyWaits} from '#src/operations/only-waits.ts';

const sh = (script: string): string[] => ['sh', '-c', script];

test.each([
  [['sleep', '100']],
  [['/bin/sleep', 'infinity']],
  [['tail', '-f', '/var/log/app']],
  [['tail', '-n5f', '/var/log/app']],
  [['tail', '-F', '/var/log/app']],
  [['tail', '--follow=name', '/var/log/app']],
  [['watch', 'ls']],
  [['top']],
  [['top', '-b']],
  [['ping', 'web']],
  [sh('sleep 60')],
  [['/bin/bash', '-lc', 'sleep 60']],
  [sh('echo waiting; sleep 60; echo done')],
  [sh('date && sleep 5\nsleep 5')],
  // what has no end of its own waits for none, whatever it does: the next line cannot mean to come after it
  [sh('while true; do wget -qO- web; sleep 1; done')],
  [sh('while :; do date >> /tmp/dates; sleep 1; done')],
  [sh('while sleep 1; do wget -qO- web | grep version; done')],
  [sh('until false\ndo date; done')],
])('%j only waits', (command) => expect(onlyWaits(command)).toBe(true));

test.each([
  [['ls']],
  [['sh', '-c']],
  [['sh', '-x', 'sleep 5']],
  [['sh', '/tmp/sleep']],
  [['tail', '-n', '5', '/var/log/app']],
  [['tail', '/tmp/-f/x']],
  [['top', '-bn1']],
  [['ping', '-c', '3', 'web']],
  [['ping', '-c3', 'web']],
  [['timeout', '5', 'sleep', '100']],
  [sh('echo ready')],
  [sh('sleep 5; echo late > /tmp/late')],
  [sh('sleep 5; touch /tmp/late')],
  [sh('sleep 5 && rm /tmp/late')],
  [sh('sleep 5 & touch /tmp/late')],
  [sh('sleep $(cat /tmp/seconds)')],
  [sh('sleep 5 | tee /tmp/late')],
  [sh('for i in 1 2 3; do sleep 1; done')],
  [sh('while true; do wget -qO- web && break; sleep 1; done')],
  [sh('while true; do [ -e /tmp/ready ] && exit 0; sleep 1; done')],
  [sh('until wget -qO- web; do sleep 1; done')],
  [sh('while ! nc -z web 80; do sleep 1; done')],
  [sh('mysqldump all > /backup/all; sleep 1')],
])('%j has something to do', (command) => expect(onlyWaits(command)).toBe(false));
