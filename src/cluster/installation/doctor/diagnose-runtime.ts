import type {Finding} from '#src/workshop/finding.ts';

const name = 'Node.js version';
/** The first that runs TypeScript as it is without a flag or a warning; package.json's `engines` says the same. */
const oldestMajor = 24;

/** Whether the Node.js that this runs on is new enough. @param version such as `v24.9.0` */
export function diagnoseRuntime(version = process.version): Finding {
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (major >= oldestMajor) return {name, state: 'passed', said: `Node.js is ${version}.`};
  const said = `Node.js is ${version}; the oldest that works is v${oldestMajor}.`;
  return {name, state: 'failed', said, next: 'Start it with npm start, which brings a newer one.'};
}
