import {alignTabs} from '../describing/align-tabs.ts';
import type {Event} from '#src/kubernetes/event.ts';
import {eventLines} from '../describing/event-lines.ts';
import {fullTime} from '../describing/go-time.ts';
import {labelSelectorText} from '#src/kubernetes/label-selector-text.ts';
import {labelAndAnnotationLines, nameLines} from '../describing/metadata-lines.ts';
import {podTemplateLines} from '../pod/describing/pod-template-lines.ts';
import {cronJobSchema} from './schema.ts';

/** What `kubectl describe cronjob` prints of one. */
export function describeCronJob(
  object: unknown,
  {events, now}: {events: readonly Event[] | undefined; now: number},
): string {
  const cronJob = cronJobSchema.parse(object);
  const {spec, status} = cronJob;
  const {selector, parallelism, completions, activeDeadlineSeconds, template} = spec.jobTemplate.spec;
  const seconds = (count: number | null | undefined): string | undefined =>
    count === null || count === undefined ? undefined : `${count}s`;
  const line = (title: string, value: number | string | null | undefined): string => `${title}:\t${value ?? '<unset>'}`;
  return alignTabs([
    ...nameLines(cronJob),
    ...labelAndAnnotationLines(cronJob),
    line('Schedule', spec.schedule),
    line('Concurrency Policy', spec.concurrencyPolicy),
    line('Suspend', flag(spec.suspend)),
    line('Time Zone', spec.timeZone),
    line('Successful Job History Limit', spec.successfulJobsHistoryLimit),
    line('Failed Job History Limit', spec.failedJobsHistoryLimit),
    line('Starting Deadline Seconds', seconds(spec.startingDeadlineSeconds)),
    line('Selector', selector ? labelSelectorText(selector) : undefined),
    line('Parallelism', parallelism),
    line('Completions', completions),
    ...(activeDeadlineSeconds === null || activeDeadlineSeconds === undefined
      ? []
      : [line('Active Deadline Seconds', seconds(activeDeadlineSeconds))]),
    ...podTemplateLines(template),
    line('Last Schedule Time', status.lastScheduleTime ? fullTime(status.lastScheduleTime) : undefined),
    `Active Jobs:\t${status.active.map(({name}) => name).join(', ') || '<none>'}`,
    ...eventLines(events, now),
  ]);
}

function flag(value: boolean | null | undefined): string {
  if (value === null || value === undefined) return '<unset>';
  return value ? 'True' : 'False';
}
