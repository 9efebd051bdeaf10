import type {Finding} from '#src/workshop/finding.ts';
import {words} from '#src/words/words.ts';
import type {KnownProcess} from './processes.ts';

/**
 * Whether there are processes for a class, and whether they can do their work: what each is missing is said as its `/readyz`
 * says it.
 * @param own what this bot is missing now
 */
export function judgeProcesses(processes: readonly KnownProcess[], own: readonly string[]): Finding {
  const said = words().doctor.processes;
  const {processes: name} = words().upkeep.checks.names;
  const of = (role: 'bot' | 'worker'): KnownProcess[] =>
    processes.filter((one) => one.role === role || one.role === 'all');
  const [bots, workers] = [of('bot'), of('worker')];
  const lacking = [
    ...(own.length === 0 ? [] : [said.notReady({role: 'bot', missing: own.join(', ')})]),
    ...workers
      .filter(({role, missing}) => role === 'worker' && missing.length > 0)
      .map(({missing}) => said.notReady({role: 'worker', missing: missing.join(', ')})),
  ];
  if (lacking.length > 0) {
    return {name, state: 'failed', said: [...new Set(lacking)].join('\n'), next: said.notReadyNext};
  }
  if (workers.length === 0) return {name, state: 'failed', said: said.noWorker, next: said.noWorkerNext};
  const versions = [...new Set(processes.map(({version}) => version))].toSorted();
  if (versions.length > 1) {
    return {name, state: 'warning', said: said.versions({versions: versions.join(', ')}), next: said.versionsNext};
  }
  const counts = {bots: bots.length, workers: workers.length, version: versions[0] ?? ''};
  return {name, state: 'passed', said: said.passed(counts)};
}
