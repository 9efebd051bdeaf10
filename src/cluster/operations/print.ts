import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';

/** What is known already: the cluster is not asked. */
export async function print({text}: OperationOf<'print'>): Promise<Outcome> {
  return Promise.resolve({kind: 'done', text, notes: []});
}
