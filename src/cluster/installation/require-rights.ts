import {setTimeout as sleep} from 'node:timers/promises';
import type {ApiServer} from '../api/api-client.ts';
import {checkRights, type RightFinding} from './check-rights.ts';
import {systemIdentities, systemNamespace} from '../api/identities.ts';
import {describeRight} from './rights/right.ts';
import type {RightsHolder} from './rights/rights.ts';

/** How long the API server may take to answer all questions, in ms. */
const answerMs = 5_000;
/** How long fresh roles may take to hold, and how often they are tried, in ms: the API server reads them from a cache. */
const settleMs = 3_000;
const pollMs = 250;

/** The message has a line for each right that is missing, and what to do. */
export class MissingRightsError extends Error {
  constructor(lines: readonly string[]) {
    const next = 'Install the rights of this version, as an administrator: npm run cluster:install';
    super([...lines, next].join('\n'));
    this.name = 'MissingRightsError';
  }
}

/**
 * Makes sure that the identities may do what the code will ask them to. What can't be asked is let pass: it shows when it
 * is used. The learner's rights hold in sandboxes alone, of which there may be none yet.
 * @throws MissingRightsError
 */
export async function requireRights(
  server: ApiServer,
  identities: readonly RightsHolder[] = ['labrador', ...systemIdentities],
): Promise<void> {
  const deadline = Date.now() + settleMs;
  for (;;) {
    const findings = await checkRights(server, {identities, signal: AbortSignal.timeout(answerMs)});
    const lines = findings.filter(({state}) => state === 'missing').map((finding) => describeFinding(finding));
    if (lines.length === 0) return;
    if (Date.now() > deadline) throw new MissingRightsError(lines);
    await sleep(pollMs);
  }
}

/** One line for the operator. */
export function describeFinding(finding: RightFinding): string {
  const who = nameOf(finding.identity);
  switch (finding.state) {
    case 'missing':
      return `${who} may not ${describeRight(finding.right)}.`;
    case 'excessive':
      return `${who} may ${describeRight(finding.right)}, which nothing here needs.`;
    case 'unknown':
      return `What ${who} may do could not be asked: ${finding.reason}`;
  }
}

function nameOf(identity: RightsHolder): string {
  switch (identity) {
    case 'labrador':
      return "The kubeconfig's own user";
    case 'learner':
      return 'A learner';
    case 'provisioner':
    case 'labeller':
    case 'watcher':
    case 'node-agent':
      return `${systemNamespace}/${identity}`;
  }
}
