import type {Finding} from '#src/workshop/finding.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {otherInstallations} from '../installations.ts';
import {words} from '#src/words/words.ts';

interface InstallationsRequest {
  readonly installation: string;
  readonly signal: AbortSignal;
}

/** Whether others are at work on the cluster. They do no harm, but take room that each of them counts as its own. */
export async function diagnoseInstallations(
  identities: Identities,
  {installation, signal}: InstallationsRequest,
): Promise<Finding> {
  const others = await otherInstallations(identities, {installation, now: Date.now(), signal});
  const ids = others.map(({id}) => id).join(', ');
  return {
    name: words().upkeep.checks.names.installations,
    state: 'passed',
    said:
      others.length === 0
        ? words().doctor.alone({installation})
        : words().doctor.notAlone({installation, others: ids, count: others.length}),
  };
}
