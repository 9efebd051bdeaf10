import {isOfNamespace, type Operation} from '#src/operations/operation.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {sandboxNamed} from '#src/sandbox/namespace/further-namespaces.ts';
import type {Learner} from '#src/workshop/workshop.ts';
import type {OpenWorkshop} from './open-workshop.ts';
import {toSandboxSpec} from './sandbox-spec.ts';

/**
 * The operation as somebody means it who typed it without a namespace: in their current one. `config set-context` makes
 * another the current one for what they type next, as kubectl does: whether it is there shows when it is used.
 * @param ifWithdrawn hears what to take back, should the operation be taken out of line again
 * @throws UserError for a namespace that is not theirs to have
 */
export async function inCurrentNamespace(
  operation: Operation,
  {learner, open}: {readonly learner: Learner; readonly open: OpenWorkshop},
  ifWithdrawn: (undo: () => Promise<void>) => void,
): Promise<Operation> {
  const current = learner.currentNamespace;
  if (operation.kind === 'config') {
    if (operation.namespace === undefined) {
      return current === undefined ? operation : {...operation, namespace: current};
    }
    const {alias} = sandboxNamed(toSandboxSpec(learner, open), operation.namespace);
    // at once, as what is typed behind it is meant there
    open.directory.add(await open.learners.enter(learner, alias));
    ifWithdrawn(async () => {
      const now = open.directory.find(learner.id);
      // a later line may have led elsewhere
      if (now !== undefined && now.currentNamespace === alias)
        open.directory.add(await open.learners.enter(now, current));
    });
    return {...operation, namespace: alias ?? homeAlias};
  }
  const isGiven = operation.inNamespace !== undefined || (operation.kind === 'get' && operation.allNamespaces === true);
  return current === undefined || isGiven || !isOfNamespace(operation)
    ? operation
    : {...operation, inNamespace: current, isCurrentNamespace: true};
}

/** Of what empties the sandbox: their further namespaces go with it, so who does that is in their first one again. */
export async function leaveNamespace({kind}: Operation, learner: Learner, open: OpenWorkshop): Promise<void> {
  if (kind !== 'reset' || learner.currentNamespace === undefined) return;
  open.directory.add(await open.learners.enter(learner, undefined));
}
