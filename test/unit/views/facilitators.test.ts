import {renderNearlyFull, renderRoomAgain} from '#src/views/facilitators/render-memory.ts';
import {describe, expect, it} from 'vitest';
import {renderFindings} from '#src/views/facilitators/render-findings.ts';
import {renderCloseReport} from '#src/views/facilitators/render-status.ts';
import {renderTask} from '#src/views/facilitators/render-task.ts';
import {contentLimit} from '#src/chat/chat-message.ts';
import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';

const task: SandboxTask = {
  id: 'task-1',
  workshopId: 'open',
  kind: 'reset',
  by: {id: '9', name: 'Flo'},
  learnerIds: Array.from({length: 30}, (_, index) => String(index)),
  startedAt: 0,
  isCancelled: false,
};
const result = (state: TaskResult['state'], ...notes: string[]): TaskResult => ({learnerName: 'Ada_*', state, notes});

describe('work on many sandboxes', () => {
  it('shows how far it is, with a button that cancels the rest', () => {
    const {content, buttons} = renderTask(task, [result('done'), result('failed', 'The cluster did not answer.')]);
    expect(content).toBe(
      '⚙ **Resetting 30 sandboxes** · 1 done · **1 failed** · 28 to go\n✗ **Ada\\_\\*** The cluster did not answer.',
    );
    expect(buttons.map(({id}) => id)).toEqual(['staff-cancel:task-1']);
  });

  it('has no such button once it is cancelled, has ended, or closes the workshop', () => {
    const all = task.learnerIds.map(() => result('done'));
    expect(renderTask(task, all).content).toBe('✅ **Reset 30 sandboxes** · 30 done');
    for (const message of [
      renderTask(task, all),
      renderTask({...task, isCancelled: true}, []),
      renderTask({...task, kind: 'close'}, []),
    ]) {
      expect(message.buttons).toEqual([]);
    }
  });

  it('names as many failures as fit', () => {
    const {content} = renderTask(
      task,
      task.learnerIds.map(() => result('failed', 'x'.repeat(500))),
    );
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    expect(content).toContain('… and 18 more');
  });
});

describe('what is left of a workshop', () => {
  const nothing = {namespaces: [], nodeLabels: [], hostFolders: [], pods: [], unseen: []};

  it('is said in each sort, with what to do', () => {
    const leaks = {
      ...nothing,
      namespaces: ['labrador-open-1 (Terminating)'],
      nodeLabels: ['node-1: x.node.labrador.dev/disk'],
    };
    const {content} = renderCloseReport('open', [result('done'), result('failed')], leaks);
    expect(content).toContain('1 sandbox removed, **1 not**.');
    expect(content).toContain('**Namespaces left: 1**: `labrador-open-1 (Terminating)` → see');
    expect(content).toContain('**Labels on nodes left: 1**');
  });

  it('is nothing only when all of it was seen', () => {
    expect(renderCloseReport('open', [], nothing).content).toContain('Nothing is left behind');
    const blind = {...nothing, unseen: [{node: 'node-2', reason: 'no node agent runs there'}]};
    expect(renderCloseReport('open', [], blind).content).toContain('❔ The host folders of node-2 could not be seen');
    expect(renderCloseReport('open', [], blind).content).not.toContain('Nothing is left');
    expect(renderCloseReport('open', [], undefined).content).toContain('❔ The cluster did not answer');
  });
});

describe('what the doctor found', () => {
  it('comes with the worst first and what to do about it', () => {
    const {content} = renderFindings('open', [
      {name: 'Redis', state: 'passed', said: 'fine', next: 'nothing'},
      {name: 'Network', state: 'unknown', said: 'not seen', next: 'look'},
      {name: 'Rights', state: 'failed', said: 'too few', next: 'install'},
    ]);
    expect(content).toBe(
      '**open**: 1 to be mended before a class · 0 to know about · 1 unknown · 1 passed\n❌ **Rights** too few → install\n❔ **Network** not seen → look\n✅ **Redis** fine',
    );
  });

  it('says how far the checks are while some are under way', () => {
    const {content} = renderFindings(
      'open',
      [{name: 'Redis', state: 'passed', said: 'fine'}],
      [{name: 'NetworkPolicies', doing: 'one sandbox asks for the page of the other'}],
    );
    expect(content).toBe(
      '**open**: ⏳ 1 of 2 checks are done\n⏳ **NetworkPolicies** one sandbox asks for the page of the other\n✅ **Redis** fine',
    );
  });

  it('is a file beside the message when it is long', () => {
    const many = Array.from({length: 20}, () => ({name: 'a', state: 'failed' as const, said: 'x'.repeat(200)}));
    const {content, files} = renderFindings('open', many);
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    expect(files[0]?.text.split('\n')).toHaveLength(21);
  });
});

describe('how full Redis is', () => {
  const mebibyte = 1024 * 1024;
  const full = {share: '82 % of 384 MiB', usedBytes: 315 * mebibyte, largeBytes: 8 * 1024};
  const none = {answers: 0, commands: 0, workshops: 0, rest: 0};

  it.each([
    [
      'answers that are kept',
      {...none, answers: 210 * mebibyte},
      ', most of it answers that wait for a click (210 MiB)',
    ],
    [
      'what is on its way',
      {...none, commands: 200 * mebibyte},
      ', most of it commands and answers on their way (200 MiB)',
    ],
    ['what others keep there', {...none, answers: 20 * mebibyte}, ', most of it not Labrador’s keys'],
    ['nobody knows what', undefined, ''],
  ])('is told with what takes it: %s', (_, use, told) => {
    expect(renderNearlyFull({...full, use}).content).toBe(
      `⚠ Redis is nearly full: 82 % of 384 MiB${told}. Until it has room, answers are cut to 8 KiB and manifests of more are refused; all else goes on.\n→ Have its \`maxmemory\` raised, with the memory that it may have. It needs no restart.`,
    );
  });

  it('is told again when there is room', () => {
    expect(renderRoomAgain('40 % of 512 MiB').content).toBe(
      '✅ Redis has room again: 40 % of 512 MiB. Answers and manifests are taken whole.',
    );
  });
});
