import {resourceType, typesThat} from '#src/kubernetes/resource-types.ts';
import {inWords} from '#src/operations/in-words.ts';
import {scaleTargetSchema, type OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';

const example = 'scale deployment/NAME --replicas=3';
const scaled = inWords(
  typesThat('isScaled').map((type) => `a ${resourceType(type).kind}`),
  'and',
);

/** @throws UserError for what `kubectl scale` would refuse, and what is not supported */
export function parseScale({flags}: CommandLine): OperationOf<'scale'> {
  const targets = parseTargets([...flags.args, ...(flags.afterDashes ?? [])], {
    schema: scaleTargetSchema,
    example,
    refusal: (kind) =>
      kind === 'DaemonSet'
        ? 'A DaemonSet has no replicas: it runs one Pod on each of its nodes.'
        : `A ${kind} has no replicas; ${scaled} have.`,
  });
  const replicas = flags.value('replicas');
  if (replicas === undefined) {
    throw new UserError('bad-input', 'Say how many replicas there are to be.', {next: `Write it like: ${example}`});
  }
  // kubectl takes -1 for any number
  const current = flags.value('current-replicas') ?? '-1';
  return {
    kind: 'scale',
    targets,
    replicas: parseWholeNumber(replicas, {flag: '--replicas', least: 0}),
    ...(current === '-1' ? {} : {currentReplicas: parseWholeNumber(current, {flag: '--current-replicas', least: 0})}),
  };
}
