import {generateExposing} from '#src/operations/kubectl/generators/exposing-service.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {resourcePath} from '../api/resource-path.ts';
import {admitLine} from './admission/admit-line.ts';
import {createObjects} from './objects/create-objects.ts';
import {resolveName} from './objects/resolve-name.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

/**
 * Makes a Service for an object, of what that says of itself.
 * @throws UserError `bad-input` when it does not say enough, `refused` for what could not be applied either
 * @throws ApiError when there is no such object
 */
export async function expose(operation: OperationOf<'expose'>, context: OperationContext): Promise<Outcome> {
  const {target, printing, ...options} = operation;
  const {sandbox, identities, signal} = context;
  const name = await resolveName(target.name, context);
  const path = resourcePath(target.type, sandbox.namespace, name);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  const {kind} = resourceType(target.type);
  const exposed = toLearnerObject({kind, ...kubernetesObjectSchema.parse(body)}, sandbox);
  const flag = namespaceFlagOf(operation);
  const service = admitLine(generateExposing(exposed, options), {printing, sandbox, flag});
  return withIgnored(await createObjects([service], {printing, done: 'exposed'}, context), printing);
}
