import type {Finding} from '#src/workshop/finding.ts';
import {words} from '#src/words/words.ts';

/** The first that runs TypeScript as it is without a flag or a warning; package.json's `engines` says the same. */
const oldestMajor = 24;

/** Whether the Node.js that this runs on is new enough. @param version such as `v24.9.0` */
export function diagnoseRuntime(version = process.version): Finding {
  const name = words().upkeep.checks.names.node;
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (major >= oldestMajor) return {name, state: 'passed', said: words().doctor.runtime({version})};
  const said = words().doctor.oldRuntime({version, oldest: oldestMajor});
  return {name, state: 'failed', said, next: words().doctor.startNewer};
}
