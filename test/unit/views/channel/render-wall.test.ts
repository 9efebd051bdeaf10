import {describe, expect, it} from 'vitest';
import {contentLimit} from '../../../../src/views/chat-message.ts';
import {renderWall} from '../../../../src/views/channel/render-wall.ts';
import {recordOf} from '../pods/pod-records.ts';
import {learnerOf} from './learners.ts';

describe('the wall', () => {
  it('says how to join while nobody has', () => {
    expect(renderWall([], () => []).content).toBe('**Everybody’s Pods**\nNobody has joined yet. Type `/lab start`.');
  });

  it('has a line for each learner, with the Pods that are there', () => {
    const pods = new Map([
      [
        'labrador-open-ada',
        [
          recordOf({name: 'nginx-old', gone: 5}),
          recordOf({name: 'nginx-new', path: [['CrashLoopBackOff', 5]]}),
          recordOf({name: 'sleep', ready: [0]}),
        ],
      ],
    ]);
    const wall = renderWall([learnerOf('Ada'), learnerOf('Grace')], (namespace) => pods.get(namespace) ?? []);
    expect(wall.content.split('\n')).toEqual([
      '**Everybody’s Pods**',
      '**Ada**: ✗ nginx-new CrashLoopBackOff 0/1 · ● sleep Running 1/1',
      '**Grace**: no Pods',
    ]);
    expect(wall.mentions ?? []).toEqual([]);
  });

  it('names four Pods of a learner and counts the others', () => {
    const records = Array.from({length: 9}, (_, index) => recordOf({name: `p${index}`, ready: [0]}));
    expect(renderWall([learnerOf('Ada')], () => records).content).toContain('● p3 Running 1/1 · and 5 more');
  });

  it('shows a learner’s name as it is, whatever it would do', () => {
    const {content} = renderWall([learnerOf('**@everyone** <@1>')], () => []);
    expect(content).toContain('**\\*\\*@\u200beveryone\\*\\* \\<@\u200b1\\>**: no Pods');
  });

  it('of 500 learners fits into one message and says how many more there are', () => {
    const learners = Array.from({length: 500}, (_, index) => learnerOf(`Learner ${index}`));
    const {content} = renderWall(learners, () => [recordOf({ready: [0]})]);
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    const lines = content.split('\n');
    const shown = lines.filter((line) => line.startsWith('**Learner '));
    expect(shown.length).toBeGreaterThan(20);
    expect(lines.at(-1)).toBe(`… and ${500 - shown.length} more`);
  });
});
