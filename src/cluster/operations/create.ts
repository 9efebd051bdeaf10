import type {ManifestSource} from '#src/operations/arguments.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {toLearnerObject} from '#src/sandbox/policy/write-back.ts';
import {ApiError, kubectlErrorText} from '../api/api-error.ts';
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
  const objects =
    from.is === 'files' ? await ofFiles(from.sources, printing, context) : [ofLine(from, printing, context)];
  const options = {printing, done: 'created', keepsOrder: from.is === 'line'};
  return withIgnored(await createObjects(objects, options, context), printing);
}

function ofLine(
  {object, failure}: Extract<Create['from'], {is: 'line'}>,
  printing: Create['printing'],
  {sandbox}: OperationContext,
): ToCreate {
  return {...admitLine(object, {printing, sandbox}), refusal: (error) => `error: ${failure}: ${error.message}`};
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
