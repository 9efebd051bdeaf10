import type {Learner, Progress} from '../../workshop/workshop.ts';
import {plainMessage, type ChatMessage} from '../chat-message.ts';
import {cut} from '../cut.ts';
import {inlineCode, plainText} from '../hostile-text.ts';
import {time} from '../pods/render-pods.ts';
import {fitLines} from './render-wall.ts';

const lineLength = 80;

/** The facilitators' one message: who has done what last, and how it went. */
export function renderBoard(learners: readonly Learner[], latest: readonly Progress[]): ChatMessage {
  const heading = `**Who has done what** · ${learners.length} joined`;
  const byId = new Map(latest.map((progress) => [progress.learnerId, progress]));
  return plainMessage(
    fitLines(
      heading,
      learners.map((learner) => boardLine(learner, byId.get(learner.id))),
    ),
  );
}

function boardLine(learner: Learner, progress: Progress | undefined): string {
  const name = `**${plainText(learner.name)}**`;
  if (progress === undefined) return `${name}: joined ${time(learner.joinedAt)}`;
  const {line, result, at, count, failures} = progress;
  const mark = result === 'done' ? '✓ done' : `✗ ${plainText(result)}`;
  const failed = failures === 0 ? '' : `, ${failures} failed`;
  return `${name}: ${inlineCode(cut(line, lineLength))} ${mark} ${time(at)} · ${count} ${count === 1 ? 'command' : 'commands'}${failed}`;
}
