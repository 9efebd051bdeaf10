import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {labelAndAnnotationLines, nameLines, titledLines} from '../describing/metadata-lines.ts';
import {serviceAccountSchema} from './schema.ts';

/** What `kubectl describe serviceaccount` prints of one. */
export function describeServiceAccount(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const account = serviceAccountSchema.parse(object);
  const names = (account.imagePullSecrets ?? []).map(({name}) => name);
  return alignTabs([
    ...nameLines(account),
    ...labelAndAnnotationLines(account),
    ...titledLines('Image pull secrets', names),
    ...eventLines(events, now),
  ]);
}
