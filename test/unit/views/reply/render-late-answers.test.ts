import {describe, expect, it} from 'vitest';
import {contentLimit} from '#src/chat/chat-message.ts';
import {renderLateAnswers, renderLateMention, type LateAnswersShown} from '#src/views/reply/render-late-answers.ts';
import {commandOf} from '#test/support/command.ts';

const answerOf = (line: string): LateAnswersShown['answers'][number] => ({
  command: commandOf({line}),
  outcome: {kind: 'done', text: `output of ${line}`, notes: []},
});
const nothing = {answers: [], older: 0, droppedLines: [], lost: 0};

describe('the message to a channel', () => {
  it('names whom it notifies and says nothing of the answers', () => {
    expect(renderLateMention(['1', '2'])).toMatchObject({
      content: 'Answers are ready for <@1> <@2>.',
      mentions: ['1', '2'],
      buttons: [{label: 'Show my answers'}],
    });
  });

  it('has room for forty', () => {
    const ids = Array.from({length: 40}, (_, index) => `12345678901234567${index}0`);
    expect(renderLateMention(ids).content.length).toBeLessThan(contentLimit);
  });
});

describe('what one press shows', () => {
  it('is each answer as it would have been, with a button for older ones below the last', () => {
    const messages = renderLateAnswers({...nothing, answers: [answerOf('a'), answerOf('b')], older: 3});
    expect(messages.map(({content}) => content)).toEqual(['`a`\n```\noutput of a\n```', '`b`\n```\noutput of b\n```']);
    expect(messages.map(({buttons}) => buttons.map(({label}) => label))).toEqual([[], ['Show older answers (3)']]);
  });

  it('begins with what is kept no longer', () => {
    const [first, second] = renderLateAnswers({
      ...nothing,
      answers: [answerOf('c')],
      droppedLines: ['a', 'b'],
      lost: 2,
    });
    expect(first?.content).toBe(
      '⚠ 4 of your answers are no longer kept.\n`a`\n`b`\nand 2 more\n→ Look at how things are now, and type it again.',
    );
    expect(second?.content).toContain('output of c');
  });

  it('fits a message, however many lines there are', () => {
    const droppedLines = Array.from({length: 200}, (_, index) => `line ${index} ${'x'.repeat(300)}`);
    const [message] = renderLateAnswers({...nothing, droppedLines});
    expect(message?.content.length).toBeLessThan(contentLimit);
    expect(message?.content).toMatch(/and \d+ more\n→ .*$/);
  });

  it('is nothing where there is nothing', () => {
    expect(renderLateAnswers(nothing)).toEqual([]);
  });
});
