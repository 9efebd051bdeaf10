import {describe, expect, it} from 'vitest';
import {contentLimit} from '#src/chat/chat-message.ts';
import {renderCard} from '#src/views/reply/render-card.ts';
import {answerCardSchema, type AnswerCard} from '#src/workshop/card.ts';
import {commandOf} from '#test/support/command.ts';
import {recordOf, startedAt} from '#test/unit/kinds/pod/status/pod-records.ts';

const cardOf = (text: string, notes: string[] = []): AnswerCard =>
  answerCardSchema.parse({
    kind: 'answer',
    command: commandOf({id: '1001', line: 'kubectl apply -f daemonset.yaml'}),
    outcome: {kind: 'done', text, notes},
    since: startedAt,
  });
const going = {refused: [], served: [], hasEnded: false, now: startedAt + 10_000};

describe('a card', () => {
  it('is the reply with the Pods below it', () => {
    const {content, buttons} = renderCard(
      cardOf('daemonset.apps/nginx created'),
      [
        recordOf({
          path: [
            ['Pending', 0],
            ['Running', 3],
          ],
          ready: [3],
        }),
      ],
      going,
    );
    expect(content).toBe(
      [
        '`kubectl apply -f daemonset.yaml`',
        '```\ndaemonset.apps/nginx created\n```',
        '● nginx-x7k2p — **Running** · 1/1 ready · 0 restarts · made <t:1700000000:R> · lab-node-1',
        '-# Pending → Running 3 s',
      ].join('\n'),
    );
    expect(buttons).toEqual([]);
  });

  it('says below them why others do not come', () => {
    const refused = [
      {maker: 'deployment/web', labels: {}, reason: 'pods "web-1" is forbidden: exceeded quota: sandbox'},
    ];
    const {content} = renderCard(cardOf('deployment.apps/web scaled'), [], {...going, refused});
    expect(content).toContain(
      'No Pods.\n⚠ deployment/web is not let make its Pods: exceeded quota: sandbox\n→ Your sandbox',
    );
  });

  it('says at its end that it has one, and offers to go on', () => {
    const {content, buttons} = renderCard(cardOf('x'), [], {...going, hasEnded: true});
    expect(content.split('\n').at(-1)).toBe('⏸ This reply is no longer kept current.');
    expect(buttons).toEqual([{id: 'card:1001', label: 'Keep watching'}]);
  });

  it('ends without a button when its learner has left', () => {
    const {content, buttons} = renderCard(cardOf('x'), [], {...going, hasEnded: true, hasLeft: true});
    expect(content.split('\n').at(-1)).toBe('⏸ This sandbox has been removed.');
    expect(buttons).toEqual([]);
  });

  it('keeps the whole output as a file when it shows a part', () => {
    const text = 'line\n'.repeat(300);
    expect(renderCard(cardOf(text), [], going).files).toEqual([{name: 'output.txt', text}]);
  });

  it.for([
    ['short output', cardOf('x')],
    [
      'long output and many notes',
      cardOf(
        '```'.repeat(2_000),
        Array.from({length: 20}, () => '*'.repeat(500)),
      ),
    ],
  ] as const)('with %s and many long-lived Pods says how many more there are, and that the app is down', ([, card]) => {
    const steps = Array.from({length: 12}, (_, index): [string, number] => [
      index % 2 === 0 ? 'CrashLoopBackOff' : 'Running',
      index * 40,
    ]);
    const records = Array.from({length: 30}, (_, index) =>
      recordOf({name: `nginx-${index}`, path: steps, ready: [-60, 5]}),
    );
    const {content} = renderCard(card, records, {...going, hasEnded: true});
    expect(content.length).toBeLessThanOrEqual(contentLimit);
    expect(content.split('```').length % 2).toBe(1);
    const lines = content.split('\n');
    expect(lines.at(-3)).toMatch(/^… and \d+ more$/);
    expect(lines.at(-2)).toBe('⚠ The app has no ready Pod since <t:1700000005:T> (<t:1700000005:R>).');
    expect(lines.at(-1)).toBe('⏸ This reply is no longer kept current.');
    expect(content).toMatch(/^[●○✗] nginx-/m);
  });
});
