import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {groupVersionOf, readDiscovery} from '../api/read-discovery.ts';
import type {OperationContext} from './operation-context.ts';

/** What `kubectl api-versions` prints: each group and version that the API server says it has. */
export async function apiVersions(
  _operation: OperationOf<'api-versions'>,
  {sandbox, identities, signal}: OperationContext,
): Promise<Outcome> {
  const groups = await readDiscovery(identities.learner(sandbox.namespace), signal);
  const all = groups.flatMap(({name, versions}) => versions.map(({version}) => groupVersionOf(name, version)));
  return {kind: 'done', text: all.sort().join('\n'), notes: []};
}
