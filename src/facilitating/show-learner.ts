import type {Answer} from '#src/chat/answer.ts';
import type {Asker} from '#src/chat/asker.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import {UserError} from '#src/operations/user-error.ts';
import {listEvents} from '#src/cluster/operations/objects/list-events.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import {isReadOnly} from '#src/lab/lab-line.ts';
import {sortEvents} from '#src/kinds/event/schema.ts';
import {renderLearnerFile, type SandboxEvent} from '#src/views/facilitators/render-learner.ts';
import type {ReplyTarget} from '#src/workshop/command.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';

/** How long the events may take, in ms: the rest is shown without them. */
const eventsMs = 1_000;

/** @throws UserError `not-found` for who is not in the workshop */
export function requireLearner(open: OpenWorkshop, learnerId: string): Learner {
  const learner = open.directory.find(learnerId);
  if (learner === undefined) {
    throw new UserError('not-found', 'They are not in this workshop.', {next: 'They join by /lab start.'});
  }
  return learner;
}

/** Where one learner is, what they did last, and what can be done about it. */
export async function showLearner(
  open: OpenWorkshop,
  learnerId: string,
  parts: Pick<FacilitatorsOptions, 'identities' | 'log'>,
): Promise<Answer> {
  const learner = requireLearner(open, learnerId);
  await open.members.reload(new Set([learnerId]));
  const member = open.members.find(learnerId);
  if (member === undefined) throw new UserError('not-found', 'They have just left.');
  const [openChecks, recent, events] = await Promise.all([
    open.guide.openChecks(learner, currentStep(open.lab, member.state).step.id),
    open.progressLog.recent(learnerId),
    eventsOf(open, learner, parts),
  ]);
  return {
    kind: 'show',
    message: renderLearnerFile({lab: open.lab, member, openChecks, recent, events, now: Date.now()}),
  };
}

async function eventsOf(
  open: OpenWorkshop,
  learner: Learner,
  {identities, log}: Pick<FacilitatorsOptions, 'identities' | 'log'>,
): Promise<SandboxEvent[] | undefined> {
  try {
    const sandbox = toSandboxSpec(learner, open);
    const events = await listEvents({}, {sandbox, identities, signal: AbortSignal.timeout(eventsMs)});
    const timeOf = (event: (typeof events)[number]) =>
      event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
    return sortEvents(events, timeOf)
      .toReversed()
      .map((event) => ({
        at: Date.parse(timeOf(event) ?? '') || 0,
        isWarning: event.type === 'Warning',
        text: `${event.reason} ${event.involvedObject.kind}/${event.involvedObject.name}: ${event.message}`,
      }));
  } catch (error) {
    log('the events of a sandbox could not be read', error);
    return undefined;
  }
}

/** A window for a line of kubectl. It is submitted as `/workshop`. */
export const askForLook = (learner: Learner): Answer => ({
  kind: 'ask',
  window: {
    id: `workshop:look:${learner.id}`,
    title: `Look into the sandbox of ${learner.name}`,
    field: {
      id: 'text',
      label: 'kubectl',
      description: 'A line that only reads: get, describe, logs, events, rollout status',
      isLong: false,
      maxLength: 500,
    },
  },
});

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
    throw new UserError('refused', 'This changes something, and the sandbox is theirs.', {
      next: 'Use what only reads: get, describe, logs, events, rollout status.',
    });
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
