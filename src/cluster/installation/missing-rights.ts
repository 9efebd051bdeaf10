import type {ApiServer} from '../api/api-client.ts';
import {checkRights, type RightFinding} from './check-rights.ts';
import {systemIdentities, systemNamespace} from '../api/identities.ts';
import {describeRight} from './rights/right.ts';
import type {RightsHolder} from './rights/rights.ts';
import {words} from '#src/words/words.ts';

/** How long the API server may take to answer all questions, in ms. */
const answerMs = 10_000;

interface MissingRights {
  /** For the operator: a line for each right, in an order that does not change. */
  readonly lines: readonly string[];
  /** Why some could not be asked, in the API server's words. */
  readonly refusals: readonly string[];
  /** Whether some were asked for and got no answer. */
  readonly isAway: boolean;
}

/**
 * What the identities may not do of what the code will ask them to. The learner's rights hold in sandboxes alone, of which there may be none yet.
 */
export async function missingRights(
  server: ApiServer,
  identities: readonly RightsHolder[] = ['labrador', ...systemIdentities],
): Promise<MissingRights> {
  const findings = await checkRights(server, {identities, signal: AbortSignal.timeout(answerMs)});
  const unknown = findings.filter((finding) => finding.state === 'unknown');
  return {
    lines: findings.filter(({state}) => state === 'missing').map((finding) => describeFinding(finding)),
    refusals: unknown.filter(({isAway}) => !isAway).map(({reason}) => reason),
    isAway: unknown.some(({isAway}) => isAway),
  };
}

/** One line for the operator. */
export function describeFinding(finding: RightFinding): string {
  const who = nameOf(finding.identity);
  switch (finding.state) {
    case 'missing':
      return words().doctor.mayNot({who, right: describeRight(finding.right)});
    case 'excessive':
      return words().doctor.mayNeedlessly({who, right: describeRight(finding.right)});
    case 'unknown':
      return words().doctor.rightsUnknown({who, reason: finding.reason});
  }
}

function nameOf(identity: RightsHolder): string {
  switch (identity) {
    case 'labrador':
      return words().doctor.ownUser;
    case 'learner':
      return words().doctor.aLearner;
    case 'provisioner':
    case 'labeller':
    case 'watcher':
    case 'node-agent':
      return `${systemNamespace}/${identity}`;
  }
}
