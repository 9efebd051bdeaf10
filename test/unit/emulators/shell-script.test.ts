import {describe, expect, it} from 'vitest';
import {Processor} from '#src/emulators/kubernetes/machine/processor/processor.ts';
import {shellScriptOf} from '#src/emulators/kubernetes/machine/shell-script.ts';
import {runProgram} from '#test/support/run-line.ts';

const plenty = {atOnceMs: 1e12, perSecondMs: 1e12};
const processor = new Processor({now: () => 0, computedMs: () => 0}, {ofNamespace: plenty, ofAll: plenty});

describe('a shell', () => {
  it.for([
    {argv: ['sh', '-c', 'ls'], script: 'ls', set: '', args: []},
    {argv: ['/bin/sh', '-ec', 'ls'], script: 'ls', set: 'set -e', args: []},
    {argv: ['sh', '-e', '-u', '-c', 'ls'], script: 'ls', set: 'set -e -u', args: []},
    {argv: ['bash', '-euxo', 'pipefail', '-c', 'ls'], script: 'ls', set: 'set -e -u -x -o pipefail', args: []},
    {argv: ['/bin/bash', '-lc', 'ls'], script: 'ls', set: '', args: []},
    {argv: ['bash', '--norc', '-o', 'errexit', '-c', 'ls'], script: 'ls', set: 'set -o errexit', args: []},
    {argv: ['ash', '+e', '-c', '--', '-l', 'a', 'b'], script: '-l', set: 'set +e', args: ['a', 'b']},
  ])('is given a script by $argv', ({argv, ...given}) => {
    expect(shellScriptOf(argv)).toEqual(given);
  });

  it.for([
    {argv: ['sh']},
    {argv: ['sh', '-c']},
    {argv: ['sh', '/run.sh']},
    {argv: ['bash', '-e', 'run.sh']},
    {argv: ['ls', '-c', 'x']},
  ])('is given none by $argv', ({argv}) => {
    expect(shellScriptOf(argv)).toBeUndefined();
  });

  it.for([
    {argv: ['sh', '-c', 'false; echo on'], stdout: 'on\n', exitCode: 0},
    {argv: ['sh', '-ec', 'false; echo on'], stdout: '', exitCode: 1},
    {argv: ['/bin/sh', '-euc', 'echo begun; echo $missing; echo on'], stdout: 'begun\n'},
    {argv: ['bash', '-eo', 'pipefail', '-c', 'false | cat; echo on'], stdout: '', exitCode: 1},
    {argv: ['sh', '-c', 'echo $0 $1', 'me', 'you'], stdout: 'me you\n', exitCode: 0},
    {argv: ['sh', '-ec', 'echo $1; false; echo on', 'me', 'you'], stdout: 'you\n', exitCode: 1},
  ])('runs $argv as one does', async ({argv, ...wanted}) => {
    expect(await runProgram(argv, processor.shareOf('one')).ended).toMatchObject(wanted);
  });
});
