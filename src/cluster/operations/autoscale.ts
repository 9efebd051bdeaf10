import {generateAutoscaler} from '#src/operations/kubectl/generators/horizontal-pod-autoscaler.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {apiVersionOf, resourceType} from '#src/kinds/resource-types.ts';
import {resourcePath} from '../api/resource-path.ts';
import {admitLine} from './admission/admit-line.ts';
import {createObjects, type ToCreate} from './objects/create-objects.ts';
import {resolveName} from './objects/resolve-name.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

/**
 * Makes an autoscaler for each object.
 * @throws UserError `refused` for what could not be applied either
 * @throws ApiError when there is no such object
 */
export async function autoscale(operation: OperationOf<'autoscale'>, context: OperationContext): Promise<Outcome> {
  const {targets, name, min, max, cpu, memory, printing} = operation;
  const {sandbox, identities, signal} = context;
  const autoscalers: ToCreate[] = [];
  for (const target of targets) {
    const type = resourceType(target.type);
    const targetName = await resolveName(target.name, context);
    // kubectl asks for it too, also when nothing is made
    const path = resourcePath(target.type, sandbox.namespace, targetName);
    await identities.learner(sandbox.namespace).request({path, signal});
    const written = generateAutoscaler({
      name: name ?? targetName,
      target: {apiVersion: apiVersionOf(type), kind: type.kind, name: targetName},
      min,
      max,
      cpu,
      memory,
    });
    autoscalers.push(admitLine(written, {printing, sandbox, flag: namespaceFlagOf(operation)}));
  }
  const done = printing.dryRun === 'client' ? 'created' : 'autoscaled';
  return withIgnored(await createObjects(autoscalers, {printing, done}, context), printing);
}
