import type {Finding} from '#src/workshop/finding.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import {otherInstallations} from '../installations.ts';

const name = 'other Labradors';

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
    name,
    state: 'passed',
    said:
      others.length === 0
        ? `This one (${installation}) is alone on the cluster.`
        : `Beside this one (${installation}) there ${others.length === 1 ? 'is' : 'are'} ${ids}: they share the nodes’ room, and leave each other’s sandboxes alone.`,
  };
}
