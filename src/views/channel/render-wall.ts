import type {Learner} from '../../workshop/workshop.ts';
import {contentLimit, plainMessage, type ChatMessage} from '../chat-message.ts';
import {plainText} from '../hostile-text.ts';
import type {PodRecord} from '../pods/pod-record.ts';
import {podMark} from '../pods/render-pods.ts';

/** Pods that are named on a learner's line. */
const podLimit = 4;

/** The channel's one message on everybody's Pods: a line a learner. */
export function renderWall(
  learners: readonly Learner[],
  podsOf: (namespace: string) => readonly PodRecord[],
): ChatMessage {
  const heading = '**Everybody’s Pods**';
  if (learners.length === 0) return plainMessage(`${heading}\nNobody has joined yet. Type \`/lab start\`.`);
  const lines = learners.map((learner) => wallLine(learner, podsOf(learner.namespace)));
  return plainMessage(fitLines(heading, lines));
}

function wallLine(learner: Learner, records: readonly PodRecord[]): string {
  const alive = records.filter(({goneAt}) => goneAt === undefined);
  const pods = alive
    .slice(0, podLimit)
    .map((record) => `${podMark(record)} ${plainText(record.name)} ${plainText(record.status)} ${record.ready}`);
  if (alive.length > podLimit) pods.push(`and ${alive.length - podLimit} more`);
  return `**${plainText(learner.name)}**: ${pods.length === 0 ? 'no Pods' : pods.join(' · ')}`;
}

/** As many lines as the message holds, and how many more there are. */
export function fitLines(heading: string, lines: readonly string[]): string {
  const reserve = 30;
  let text = heading;
  for (const [index, line] of lines.entries()) {
    if (text.length + line.length + 1 > contentLimit - reserve) return `${text}\n… and ${lines.length - index} more`;
    text += `\n${line}`;
  }
  return text;
}
