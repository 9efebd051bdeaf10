import type {Operation} from './operation.ts';
import type {Outcome} from './outcome.ts';
import {knownResourceTypes} from './kubectl/find-resource-types.ts';
import {lineOf, typeLine} from './kubectl/type-line.ts';
import {words} from '#src/words/words.ts';

/**
 * An outcome, with what was most likely meant by a line that kubectl reads as it stands and that found nothing: the names in
 * `get pods svc` are types, and the namespace in `logs web -n 10` is a number of lines.
 */
export function withMeantInstead(operation: Operation, outcome: Outcome): Outcome {
  if (outcome.kind !== 'failed' || outcome.code !== 'NotFound' || outcome.next !== undefined) return outcome;
  const next = typesMeant(operation) ?? lineCountMeant(operation);
  return next === undefined ? outcome : {...outcome, next};
}

function typesMeant(operation: Operation): string | undefined {
  if (operation.kind !== 'get' && operation.kind !== 'describe') return undefined;
  const types = operation.resources.map(({name}) => (typeof name === 'string' ? name : ''));
  const [first] = operation.resources;
  const areTypes = types.every((name) => knownResourceTypes(name).length > 0);
  if (!areTypes || first === undefined || operation.resources.some(({type}) => type !== first.type)) return undefined;
  const all = [...new Set([first.type, ...types])].join(',');
  const there = operation.inNamespace === undefined || operation.isCurrentNamespace === true;
  return typeLine(lineOf([operation.kind, all, ...(there ? [] : ['-n', operation.inNamespace ?? ''])]));
}

/** Where a namespace is called so, it is found. */
function lineCountMeant({kind, inNamespace = ''}: Operation): string | undefined {
  if (kind !== 'logs' || !/^\d+$/u.test(inNamespace)) return undefined;
  return words().verbs.logs.lineCount({count: inNamespace});
}
