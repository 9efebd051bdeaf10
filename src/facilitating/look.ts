import type {Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {requireLearner} from './require-learner.ts';
import {words} from '#src/words/words.ts';

/**
 * Runs a line that changes nothing in a learner's sandbox, with the learner's rights, beside what they do themselves.
 * @throws UserError `refused` for a line that changes something
 */
export async function look(
  open: OpenWorkshop,
  {learnerId, line, asker, reply}: {learnerId: string; line: string; asker: Asker; reply: ReplyTarget},
  {queue}: Pick<FacilitatorsOptions, 'queue'>,
): Promise<Answer> {
  const learner = requireLearner(open, learnerId);
  const command = parseKubectl(line, {files: open.lab.files, lab: open.lab.lab});
  if (!isReadOnly(command.operation)) {
    throw new UserError('refused', words().facilitating.learner.onlyReads);
  }
  const ahead = await queue.submit({
    id: reply.interactionId,
    ...command,
    sandbox: toSandboxSpec(learner, open),
    reply,
    by: {id: asker.id, name: asker.name},
  });
  return {kind: 'submitted', ahead, isPaused: false};
}
