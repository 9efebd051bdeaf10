import {alignTabs} from '../describing/align-tabs.ts';
import {labelAndAnnotationLines, nameLines, titledLines} from '../describing/metadata-lines.ts';
import {serviceAccountSchema} from './schema.ts';

/** What `kubectl describe serviceaccount` prints of one: no events. */
export function describeServiceAccount(object: unknown): string {
  const account = serviceAccountSchema.parse(object);
  const names = (account.imagePullSecrets ?? []).map(({name}) => name);
  return alignTabs([
    ...nameLines(account),
    ...labelAndAnnotationLines(account),
    ...titledLines('Image pull secrets', names),
  ]);
}
