import {resourceTypes, type ResourceTypeName} from '#src/kinds/resource-types.ts';
import {manifestSources} from './manifest-sources.ts';
import type {Operation} from './operation.ts';
import type {Outcome} from './outcome.ts';

const confidential = resourceTypes.filter(({withoutValues}) => withoutValues !== undefined);
const isConfidentialType = (type: ResourceTypeName): boolean => confidential.some(({plural}) => plural === type);
/** Forms of `get` that show no values. */
const tables: ReadonlySet<string> = new Set(['table', 'wide', 'name']);
const kindIn = new RegExp(confidential.map(({kind}) => kind).join('|'), 'iu');

/**
 * Whether values that only its learner may read can be in what is answered, errors included: of that nothing is kept for
 * anybody else to see, and it is said to nobody else.
 */
export function isConfidential(operation: Operation): boolean {
  switch (operation.kind) {
    case 'get':
      return !tables.has(operation.output) && operation.resources.some(({type}) => isConfidentialType(type));
    case 'create':
      if (operation.from.is === 'line') return kindIn.test(JSON.stringify(operation.from.object['kind']));
      return manifestSources(operation).some(({yaml}) => kindIn.test(yaml));
    case 'apply':
    case 'replace':
    case 'diff':
    case 'delete':
      return manifestSources(operation).some(({yaml}) => kindIn.test(yaml));
    // annotations of a Secret can repeat what it holds
    case 'annotate':
      return operation.list === true && operation.targets.some(({type}) => isConfidentialType(type));
    case 'patch':
      return operation.targets.some(({type}) => isConfidentialType(type));
    case 'edit':
      return isConfidentialType(operation.type);
    default:
      return false;
  }
}

/** An outcome that is kept elsewhere than in the answer itself: without a text that only its learner may read. */
export function withoutConfidential(outcome: Outcome, operation: Operation): Outcome {
  if (outcome.kind !== 'done' && outcome.kind !== 'failed') return outcome;
  if (!isConfidential(operation) && !(outcome.kind === 'done' && outcome.isPrivate === true)) return outcome;
  const {text: _text, ...rest} = outcome;
  if (rest.kind === 'failed') return {...rest, message: ''};
  const {short: _short, ...done} = rest;
  return {...done, text: ''};
}

const dash = String.raw`[-\u2010-\u2015\u2212]{1,2}`;
/** From here on values may follow: of `patch`, and of kubectl's ways to create a Secret. */
const values = new RegExp(String.raw`(?<before>(?:^|\s)${dash}(?:patch|from-literal|docker-password|p))[\s\S]*$`, 'iu');

/** A line as it is kept and shown: of one about a confidential kind the values that were typed are left out, and what follows. */
export function withoutTypedValues(line: string): string {
  return kindIn.test(line) ? line.replace(values, '$<before> …') : line;
}
