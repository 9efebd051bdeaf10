import {resourceType, typesThat} from '#src/kubernetes/resource-types.ts';
import {rolloutTargetSchema, type OperationOf, type RolloutAction} from '#src/operations/operation.ts';
import {inWords} from '#src/operations/in-words.ts';
import {nearestTo} from '#src/operations/nearest-to.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseDuration} from '../parse-duration.ts';
import {parseTargets} from '../parse-targets.ts';
import {parseWholeNumber} from '../parse-whole-number.ts';
import {rolloutActions, rolloutFlags} from '../subcommands.ts';
import {shown} from '../shown.ts';
import {lineOf} from '../type-line.ts';

const rolledOut = inWords(
  typesThat('isRolledOut').map((type) => `a ${resourceType(type).kind}`),
  'and',
);

/** @throws UserError for what `kubectl rollout` would refuse, and what is not supported */
export function parseRollout({flags}: CommandLine): OperationOf<'rollout'> {
  const [first, ...words] = [...flags.args, ...(flags.afterDashes ?? [])];
  const action = parseAction(first?.text, words);
  const taken: readonly string[] = rolloutFlags[action];
  const misplaced = Object.values(rolloutFlags)
    .flat()
    .find((flag) => !taken.includes(flag) && flags.value(flag) !== undefined);
  if (misplaced !== undefined) {
    const names = taken.map((flag) => `--${flag}`).join(', ');
    throw new UserError('bad-input', `rollout ${action} does not take --${misplaced}.`, {
      next: names === '' ? 'It takes no flags.' : `It takes ${names}.`,
    });
  }
  const targets = parseTargets(words, {
    schema: rolloutTargetSchema,
    example: `rollout ${action} daemonset/NAME`,
    refusal: (kind) => `A ${kind} is not rolled out; ${rolledOut} are.`,
  });
  if (action === 'status' && targets.length > 1) {
    throw new UserError('bad-input', 'rollout status waits for one object at a time.');
  }
  const timeout = flags.value('timeout');
  // kubectl takes 0 for the revision before, and for no limit
  const timeoutSeconds = timeout === undefined ? 0 : parseDuration(timeout, '--timeout');
  const revision = parseRevision(action, flags.value(action === 'undo' ? 'to-revision' : 'revision'));
  return {
    kind: 'rollout',
    action,
    targets,
    ...(revision === 0 ? {} : {revision}),
    watch: flags.value('watch') !== 'false',
    ...(timeoutSeconds === 0 ? {} : {timeoutSeconds}),
  };
}

function parseAction(text: string | undefined, words: Parameters<typeof lineOf>[0]): RolloutAction {
  const action = rolloutActions.find((candidate) => candidate === text?.toLowerCase());
  if (action !== undefined) return action;
  const nearest = text === undefined ? undefined : nearestTo(text, rolloutActions);
  const message = text === undefined ? 'Say what to do with the rollout.' : `There is no rollout ${shown(text)}.`;
  if (nearest !== undefined)
    throw new LineRefusal('bad-input', message, {instead: lineOf(['rollout', nearest, ...words])});
  throw new UserError('bad-input', message, {next: `It takes ${rolloutActions.join(', ')}.`});
}

function parseRevision(action: RolloutAction, text = '0'): number {
  return parseWholeNumber(text, {flag: action === 'undo' ? '--to-revision' : '--revision', least: 0});
}
