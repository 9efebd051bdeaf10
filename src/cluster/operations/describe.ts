import type {ResourceArgument} from '#src/operations/arguments.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import {noResourcesFound} from '#src/views/table/print-table.ts';
import type {TypedObject} from '#src/views/table/print-objects.ts';
import {ApiError, isNotFound, kubectlErrorText} from '../api/api-error.ts';
import {describeObject} from './objects/describe-object.ts';
import {kubernetesObjectSchema} from '#src/kubernetes/kubernetes-object.ts';
import type {OperationContext} from './operation-context.ts';
import {readObjects} from './objects/read-objects.ts';
import {resolveName} from './objects/resolve-name.ts';

type Describe = OperationOf<'describe'>;

/** What kubectl puts between two descriptions. */
const separator = '\n\n';
/** … and between those of names that begin alike. */
const prefixSeparator = '\n';

/** What `kubectl describe` prints, from the objects, their events and what else kubectl reads for each kind. */
export async function describe(operation: Describe, context: OperationContext): Promise<Outcome> {
  const {sandbox} = context;
  const found: Found[] = [];
  const errors: ApiError[] = [];
  for (const argument of operation.resources) {
    try {
      found.push(await findObjects(argument, operation, context));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error);
    }
  }
  const isByPrefix = found.some(({byPrefix}) => byPrefix);
  const objects = found.flatMap((one) => one.objects);
  const isOne = objects.length === 1 && !isByPrefix && errors.length === 0;
  const options = {showEvents: operation.showEvents ?? isOne, now: Date.now()};
  const texts = await Promise.all(objects.map(async (object) => describeObject(object, options, context)));
  const text = texts.join(isByPrefix ? prefixSeparator : separator).trimEnd();
  const [first] = errors;
  if (first !== undefined) {
    return {kind: 'failed', code: first.reason, message: errors.map(kubectlErrorText).join('\n'), text, notes: []};
  }
  if (texts.length > 0) return {kind: 'done', text, notes: []};
  const types = operation.resources.map(({type}) => type);
  return {kind: 'done', text: noResourcesFound({types, namespace: sandbox.namespace}).trim(), isAside: true, notes: []};
}

interface Found {
  readonly objects: readonly TypedObject[];
  /** Whether the name was only the beginning of theirs. */
  readonly byPrefix: boolean;
}

async function findObjects(
  argument: ResourceArgument,
  {selector, matchesPrefix}: Describe,
  context: OperationContext,
): Promise<Found> {
  const {type} = argument;
  const name = argument.name === undefined ? undefined : await resolveName(argument.name, context);
  try {
    return {objects: await readObjects({type, name}, {label: selector}, context), byPrefix: false};
  } catch (error) {
    if (name === undefined || !matchesPrefix || !isNotFound(error)) throw error;
    const all = await readObjects({type, name: undefined}, {}, context);
    const objects = all.filter(({object}) => kubernetesObjectSchema.parse(object).metadata.name.startsWith(name));
    if (objects.length === 0) throw error;
    return {objects, byPrefix: true};
  }
}
