import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {plainText} from '../hostile-text.ts';
import {facilitatorButtons} from './facilitator-buttons.ts';
import {words} from '#src/words/words.ts';

/** Learners that are named for what went wrong, and how much is said of each. */
const namedLimit = 12;
const noteLimit = 140;

/** How far work on many sandboxes is, with a button that cancels the rest; the whole of it once it has ended. */
export function renderTask(task: SandboxTask, results: readonly TaskResult[], stepNumber?: number): ChatMessage {
  const all = task.learnerIds.length;
  const hasEnded = results.length === all;
  const said = words().tasks;
  const count = (state: TaskResult['state']): number => results.filter((result) => result.state === state).length;
  const done = said[task.kind][hasEnded ? 'done' : 'doing']({count: all});
  const what = stepNumber === undefined ? done : said.toStep({what: done, number: stepNumber});
  const counts = [
    said.states.done({count: count('done')}),
    ...(count('failed') === 0 ? [] : [said.states.failed({count: count('failed')})]),
    ...(count('cancelled') === 0 ? [] : [said.states.cancelled({count: count('cancelled')})]),
    ...(hasEnded ? [] : [said.states.toGo({count: all - results.length})]),
  ];
  const told = results.filter(({state, notes}) => state === 'failed' || notes.length > 0);
  const lines = told.slice(0, namedLimit).map(({learnerName, state, notes}) => {
    const mark = state === 'failed' ? '✗' : '⚠';
    return `${mark} **${plainText(cut(learnerName, 24))}** ${plainText(cut(notes.join(' '), noteLimit))}`;
  });
  if (told.length > namedLimit) lines.push(said.more({count: told.length - namedLimit}));
  const mark = hasEnded ? (count('failed') === 0 ? '✅' : '⚠') : task.isCancelled ? '✖' : '⚙';
  return {
    content: cut([`${mark} **${what}** · ${counts.join(' · ')}`, ...lines].join('\n'), contentLimit),
    files: [],
    buttons:
      hasEnded || task.isCancelled || task.kind === 'close'
        ? []
        : [{id: `${facilitatorButtons.cancelTask}:${task.id}`, label: said.cancelRest, style: 'danger'}],
  };
}
