import {describe, expect, it} from 'vitest';
import {judgeProcesses} from '#src/store/judge-processes.ts';
import type {KnownProcess} from '#src/store/processes.ts';

const bot: KnownProcess = {role: 'bot', version: '1.0.0', missing: []};
const worker: KnownProcess = {role: 'worker', version: '1.0.0', missing: []};

describe('what the doctor says of the processes', () => {
  it.each([
    ['two bots and a worker', [bot, bot, worker], '2 bots and 1 worker of version 1.0.0 have all that they need.'],
    ['one that is both', [{...bot, role: 'all'}], '1 bot and 1 worker of version 1.0.0 have all that they need.'],
  ] as const)('passes %s', (_, processes, said) => {
    expect(judgeProcesses(processes, [])).toEqual({name: 'processes', state: 'passed', said});
  });

  it('fails without a worker: nothing of what is typed would be run', () => {
    expect(judgeProcesses([bot], [])).toMatchObject({
      state: 'failed',
      said: 'No worker is at work: commands wait in line.',
    });
  });

  it('says what is missing as /readyz does, of each process', () => {
    const away = {...worker, missing: ['chat', 'cluster']};
    expect(judgeProcesses([bot, worker, away, away], ['watch'])).toMatchObject({
      state: 'failed',
      said: 'This bot is not ready: watch\nA worker is not ready: chat, cluster',
    });
  });

  it('warns of processes of several versions', () => {
    expect(judgeProcesses([bot, worker, {...worker, version: '0.9.0'}], [])).toMatchObject({
      state: 'warning',
      said: 'Processes are of different versions: 0.9.0, 1.0.0.',
    });
  });
});
