import type {ManifestSource} from '#src/operations/arguments.ts';
import type {OperationOf} from '#src/operations/operation.ts';
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
import type {OperationContext} from './operation-context.ts';
import {withIgnored} from './with-ignored.ts';

type Create = OperationOf<'create'>;

/**
 * Makes objects that are not there yet: those of files, or the one that a line stands for. All are admitted before any is
 * sent, as those of `apply` are.
 * @throws UserError from reading and admitting
 */
export async function create({from, printing}: Create, context: OperationContext): Promise<Outcome> {
  if (from.is === 'line' && from.object['kind'] === 'Namespace') {
    return withIgnored(await createNamespace(from.object, printing, context), printing);
  }
  const objects = await objectsOf(from, printing, context);
  const options = {printing, done: 'created', keepsOrder: from.is !== 'files'};
  return withIgnored(await createObjects(objects, options, context), printing);
}

async function objectsOf(
  from: Create['from'],
  printing: Create['printing'],
  context: OperationContext,
): Promise<ToCreate[]> {
  switch (from.is) {
    case 'files':
      return ofFiles(from.sources, printing, context);
    case 'line':
      return [ofLine(from, printing, context)];
    case 'cronjob':
      return [ofLine({...from, object: await jobFrom(from, context)}, printing, context)];
  }
}

function ofLine(
  {object, failure}: {readonly object: JsonObject; readonly failure?: string | undefined},
  printing: Create['printing'],
  {sandbox}: OperationContext,
): ToCreate {
  const toCreate = admitLine(object, {printing, sandbox});
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
  {dryRun}: Create['printing'],
  {sandbox, signal}: OperationContext,
): Promise<ToCreate[]> {
  const objects: ToCreate[] = [];
  for (const source of sources) {
    for (const {object, notes} of await admitSources([source], sandbox, signal)) {
      objects.push({
        written: toLearnerObject(object, sandbox),
        notes,
        ...(dryRun === 'client' ? {} : {admitted: object}),
        refusal: (error) => kubectlErrorText(creating(source, error)),
      });
    }
  }
  return objects;
}

function creating({name}: ManifestSource, error: ApiError): ApiError {
  if (error.body === undefined) return error;
  const message = `error when creating "${name}": ${error.message}`;
  return new ApiError(error.status, {...error.body, message}, message);
}
