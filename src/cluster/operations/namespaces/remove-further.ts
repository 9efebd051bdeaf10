import type {OperationContext} from '../operation-context.ts';
import {removeNamespace, type Removed} from '../sandbox/remove-namespace.ts';
import {furtherNamespaces} from '../objects/own-namespaces.ts';

/** Removes all namespaces that the learner has made besides their first one. Can run twice. */
export async function removeFurther(context: OperationContext): Promise<Removed[]> {
  const further = await furtherNamespaces(context);
  return Promise.all(further.map(async ({sandbox}) => removeNamespace({...context, sandbox})));
}
