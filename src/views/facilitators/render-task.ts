import type {SandboxTask, TaskResult} from '#src/workshop/sandbox-task.ts';
import {contentLimit, type ChatMessage} from '#src/chat/chat-message.ts';
import {cut} from '../cut.ts';
import {plainText} from '../hostile-text.ts';
import {facilitatorButtons} from './facilitator-buttons.ts';

/** Learners that are named for what went wrong, and how much is said of each. */
const namedLimit = 12;
const noteLimit = 140;

interface Words {
  readonly doing: string;
  readonly done: string;
}

const words: Readonly<Record<SandboxTask['kind'], Words>> = {
  reset: {doing: 'Resetting', done: 'Reset'},
  'fast-forward': {doing: 'Moving on', done: 'Moved on'},
  close: {doing: 'Closing', done: 'Closed'},
  expire: {doing: 'Removing expired', done: 'Removed expired'},
};

/** How far work on many sandboxes is, with a button that cancels the rest; the whole of it once it has ended. */
export function renderTask(task: SandboxTask, results: readonly TaskResult[], title?: string): ChatMessage {
  const all = task.learnerIds.length;
  const hasEnded = results.length === all;
  const {doing, done} = words[task.kind];
  const count = (state: TaskResult['state']): number => results.filter((result) => result.state === state).length;
  const sandboxes = `${all} ${all === 1 ? 'sandbox' : 'sandboxes'}`;
  const what = `${hasEnded ? done : doing} ${sandboxes}${title === undefined ? '' : `: ${title}`}`;
  const counts = [
    `${count('done')} done`,
    ...(count('failed') === 0 ? [] : [`**${count('failed')} failed**`]),
    ...(count('cancelled') === 0 ? [] : [`${count('cancelled')} cancelled`]),
    ...(hasEnded ? [] : [`${all - results.length} to go`]),
  ];
  const told = results.filter(({state, notes}) => state === 'failed' || notes.length > 0);
  const lines = told.slice(0, namedLimit).map(({learnerName, state, notes}) => {
    const mark = state === 'failed' ? '✗' : '⚠';
    return `${mark} **${plainText(cut(learnerName, 24))}** ${plainText(cut(notes.join(' '), noteLimit))}`;
  });
  if (told.length > namedLimit) lines.push(`… and ${told.length - namedLimit} more`);
  const mark = hasEnded ? (count('failed') === 0 ? '✅' : '⚠') : task.isCancelled ? '✖' : '⚙';
  return {
    content: cut([`${mark} **${what}** · ${counts.join(' · ')}`, ...lines].join('\n'), contentLimit),
    files: [],
    buttons:
      hasEnded || task.isCancelled || task.kind === 'close'
        ? []
        : [{id: `${facilitatorButtons.cancelTask}:${task.id}`, label: 'Cancel the rest', style: 'danger'}],
  };
}
