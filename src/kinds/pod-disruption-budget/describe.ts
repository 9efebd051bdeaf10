import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {nameLines} from '../describing/metadata-lines.ts';
import {podDisruptionBudgetSchema} from './schema.ts';

/** What `kubectl describe pdb` prints of one. */
export function describePodDisruptionBudget(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const budget = podDisruptionBudgetSchema.parse(object);
  const {spec, status} = budget;
  const {minAvailable, maxUnavailable, selector} = spec;
  return alignTabs([
    ...nameLines(budget),
    ...boundLines(minAvailable, maxUnavailable),
    `Selector:\t${selector ? labelSelectorText(selector) || '<none>' : '<unset>'}`,
    'Status:',
    `    Allowed disruptions:\t${status.disruptionsAllowed}`,
    `    Current:\t${status.currentHealthy}`,
    `    Desired:\t${status.desiredHealthy}`,
    `    Total:\t${status.expectedPods}`,
    ...eventLines(events, now),
  ]);
}

type Bound = number | string | null | undefined;

function boundLines(minAvailable: Bound, maxUnavailable: Bound): readonly string[] {
  if (minAvailable !== undefined && minAvailable !== null) return [`Min available:\t${minAvailable}`];
  if (maxUnavailable !== undefined && maxUnavailable !== null) return [`Max unavailable:\t${maxUnavailable}`];
  return [];
}
