import {humanDuration} from '#src/kubernetes/age.ts';
import {alignTabs} from '../describing/align-tabs.ts';
import {controllerLines} from '../describing/controller-lines.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {jobSchema} from './schema.ts';

const longestIndexes = 50;

/** What `kubectl describe job` prints of one. */
export function describeJob(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const job = jobSchema.parse(object);
  const {spec, status} = job;
  const {startTime, completionTime, active, ready, succeeded, failed} = status;
  const isThere = (title: string, value: string | number | boolean | null | undefined, unit = ''): string[] =>
    value === null || value === undefined ? [] : [`${title}:\t${value}${unit}`];
  return alignTabs([
    ...nameLines(job),
    `Selector:\t${labelSelectorText(spec.selector)}`,
    ...labelAndAnnotationLines(job),
    ...controllerLines(job),
    ...isThere('Parallelism', spec.parallelism),
    `Completions:\t${spec.completions ?? '<unset>'}`,
    ...isThere('Completion Mode', spec.completionMode),
    ...isThere('Suspend', spec.suspend),
    ...isThere('Backoff Limit', spec.backoffLimit),
    ...isThere('TTL Seconds After Finished', spec.ttlSecondsAfterFinished),
    ...isThere('Start Time', startTime && fullTime(startTime)),
    ...isThere('Completed At', completionTime && fullTime(completionTime)),
    ...(startTime && completionTime
      ? [`Duration:\t${humanDuration(Date.parse(completionTime) - Date.parse(startTime))}`]
      : []),
    ...isThere('Active Deadline Seconds', spec.activeDeadlineSeconds, 's'),
    `Pods Statuses:\t${active} Active${ready === null || ready === undefined ? '' : ` (${ready} Ready)`} / ${succeeded} Succeeded / ${failed} Failed`,
    ...(spec.completionMode === 'Indexed' ? [`Completed Indexes:\t${shownIndexes(status.completedIndexes)}`] : []),
    ...podTemplateLines(spec.template),
    ...eventLines(events, now),
  ]);
}

/** Cut behind a whole index. */
function shownIndexes(indexes: string): string {
  if (indexes === '') return '<none>';
  if (indexes.length <= longestIndexes) return indexes;
  const cut = indexes.slice(0, longestIndexes);
  return `${cut.slice(0, cut.lastIndexOf(',') + 1)}...`;
}
