import type {JsonObject} from '#src/kubernetes/json.ts';
import {UserError} from '#src/operations/user-error.ts';
import {valued} from '../../flags.ts';
import {generateBudget} from '../../generators/pod-disruption-budget.ts';
import type {ParsedFlags} from '../../parse-flags.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {parseLabels} from '../../parse-pairs.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const example = 'create poddisruptionbudget NAME --selector=app=NAME --min-available=1';
const mostDigits = 9;

export const podDisruptionBudget: CreatedKind = {
  names: ['poddisruptionbudget', 'pdb', 'poddisruptionbudgets'],
  flags: [
    valued('selector'),
    {...valued('min-available'), suggests: ['1', '50%']},
    {...valued('max-unavailable'), suggests: ['1', '50%']},
  ],
  example,
  failure: 'failed to create poddisruptionbudgets',
  make,
};

function make({flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  refuseCommand(flags.afterDashes);
  const selector = flags.value('selector') ?? '';
  const minAvailable = boundOf(flags, 'min-available');
  const maxUnavailable = boundOf(flags, 'max-unavailable');
  const said = words().verbs.create;
  const like = {next: words().lines.writeItLike({example})};
  if (selector === '') throw new UserError('bad-input', said.selectorMissing, like);
  if (minAvailable === undefined && maxUnavailable === undefined)
    throw new UserError('bad-input', said.boundMissing, like);
  if (minAvailable !== undefined && maxUnavailable !== undefined) throw new UserError('bad-input', said.oneBound, like);
  return generateBudget({name, selector: parseLabels(selector, '--selector'), minAvailable, maxUnavailable});
}

/** A number of Pods, or a share of them. @throws UserError `bad-input` for neither */
function boundOf(flags: ParsedFlags, flag: string): number | string | undefined {
  const text = flags.value(flag) ?? '';
  if (text === '') return undefined;
  const digits = /^(?<digits>\d+)%?$/u.exec(text)?.groups?.['digits'];
  if (digits === undefined || digits.length > mostDigits) {
    throw new UserError('bad-input', words().verbs.create.bound({flag: `--${flag}`, given: shown(text)}), {
      next: words().lines.write({what: `--${flag}=1`}),
    });
  }
  return text.endsWith('%') ? text : Number(text);
}
