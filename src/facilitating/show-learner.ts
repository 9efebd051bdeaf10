import type {Answer} from '#src/chat/answer.ts';
import {UserError} from '#src/operations/user-error.ts';
import {listEvents} from '#src/cluster/operations/objects/list-events.ts';
import {currentStep} from '#src/lab/lab-state.ts';
import {sortEvents} from '#src/kubernetes/event.ts';
import {renderLearnerFile, type SandboxEvent} from '#src/views/facilitators/render-learner.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from '#src/classroom/open-workshop.ts';
import {toSandboxSpec} from '#src/classroom/sandbox-spec.ts';
import type {FacilitatorsOptions} from './facilitators-options.ts';
import {requireLearner} from './require-learner.ts';
import {words} from '#src/words/words.ts';

/** How long the events may take, in ms: the rest is shown without them. */
const eventsMs = 1_000;

/** Where one learner is, what they did last, and what can be done about it. */
export async function showLearner(
  open: OpenWorkshop,
  learnerId: string,
  parts: Pick<FacilitatorsOptions, 'identities' | 'log'>,
): Promise<Answer> {
  const learner = requireLearner(open, learnerId);
  await open.members.reload(new Set([learnerId]));
  const member = open.members.find(learnerId);
  if (member === undefined) throw new UserError('not-found', words().facilitating.learner.justLeft);
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
