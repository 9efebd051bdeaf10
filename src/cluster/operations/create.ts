import type {ManifestSource} from '#src/operations/arguments.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import {namespaceFlagOf} from '#src/operations/namespace-flag.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {asJson, kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import {generateJobFrom} from '#src/operations/kubectl/generators/job.ts';
import {toEditable} from '#src/sandbox/policy/admit-change.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
import {resourcePath} from '../api/resource-path.ts';
import {admitLine} from './admission/admit-line.ts';
import {admitSources} from './admission/admit-sources.ts';
import {createObjects, type ToCreate} from './objects/create-objects.ts';
import {createNamespace} from './namespaces/create-namespace.ts';
import {writeNamespace} from './namespaces/write-namespace.ts';
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

type Create = OperationOf<'create'>;

/**
 * Makes objects that are not there yet: those of files, or the one that a line stands for. All are admitted before any is
 * sent, as those of `apply` are.
 * @throws UserError from reading and admitting
 */
export async function create(operation: Create, context: OperationContext): Promise<Outcome> {
  const {from, printing} = operation;
  if (from.is === 'line' && from.object['kind'] === 'Namespace') {
    return withIgnored(await createNamespace(from.object, printing, context), printing);
  }
  const objects = await objectsOf(operation, context);
  const options = {printing, done: 'created', keepsOrder: from.is !== 'files'};
  return withIgnored(await createObjects(objects, options, context), printing);
}

async function objectsOf(operation: Create, context: OperationContext): Promise<ToCreate[]> {
  const {from} = operation;
  switch (from.is) {
    case 'files':
      return ofFiles(from.sources, operation, context);
    case 'line':
      return [ofLine(from, operation, context)];
    case 'cronjob':
      return [ofLine({...from, object: await jobFrom(from, context)}, operation, context)];
  }
}

function ofLine(
  {object, failure}: {readonly object: JsonObject; readonly failure?: string | undefined},
  operation: Create,
  {sandbox}: OperationContext,
): ToCreate {
  const toCreate = admitLine(object, {printing: operation.printing, sandbox, flag: namespaceFlagOf(operation)});
  return failure === undefined ? toCreate : {...toCreate, refusal: (error) => `error: ${failure}: ${error.message}`};
}

/** The Job of a CronJob as its learner may write it. @throws ApiError when there is none of that name */
async function jobFrom(
  {name, cronJob}: Extract<Create['from'], {is: 'cronjob'}>,
  {sandbox, identities, signal}: OperationContext,
): Promise<JsonObject> {
  const path = resourcePath('cronjobs', sandbox.namespace, cronJob);
  const {body} = await identities.learner(sandbox.namespace).request({path, signal});
  return generateJobFrom({name, cronJob: toEditable(asJson(kubernetesObjectSchema.parse(body)), sandbox)});
}

async function ofFiles(
  sources: readonly ManifestSource[],
  operation: Create,
  {sandbox: spec, signal}: OperationContext,
): Promise<ToCreate[]> {
  const admitted = await admitSources(sources, {spec, flag: namespaceFlagOf(operation)}, signal);
  const objects: ToCreate[] = [];
  for (const {object, sandbox, notes, source} of admitted) {
    objects.push({
      written: toLearnerObject(object, sandbox),
      sandbox,
      notes,
      ...(operation.printing.dryRun === 'client' ? {} : {admitted: object}),
      ...(object['kind'] === 'Namespace' ? {make: makeNamespaceOf(object)} : {}),
      refusal: (error) => kubectlErrorText(creating(source, error)),
    });
  }
  return objects;
}

function makeNamespaceOf(object: JsonObject): NonNullable<ToCreate['make']> {
  return async (isTrial, context) => {
    const {after} = await writeNamespace(object, context, {isTrial, isNew: true});
    return {type: 'namespaces', object: after};
  };
}

function creating(source: string, error: ApiError): ApiError {
  if (error.body === undefined) return error;
  const message = `error when creating "${source}": ${error.message}`;
  return new ApiError(error.status, {...error.body, message}, message);
}
