import {quotaScopes} from '#src/kinds/resource-quota/scopes.ts';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {formatQuantity, isQuantity, parseQuantity} from '#src/kubernetes/quantity.ts';
import {UserError} from '#src/operations/user-error.ts';
import {valued} from '../../flags.ts';
import {generateQuota} from '../../generators/resource-quota.ts';
import {parseNewName, refuseCommand} from '../../parse-new-name.ts';
import {shown} from '../../shown.ts';
import type {CreatedKind, CreateLine} from './created-kind.ts';
import {words} from '#src/words/words.ts';

const example = 'create quota NAME --hard=pods=4,requests.cpu=1';
const mostAmounts = 50;

export const resourceQuota: CreatedKind = {
  names: ['quota', 'resourcequota', 'resourcequotas'],
  flags: [
    {
      ...valued('hard'),
      taught: '--hard=RESOURCE=AMOUNT,…',
      suggests: ['pods=4', 'requests.cpu=1,requests.memory=512Mi'],
    },
    {...valued('scopes'), suggests: quotaScopes},
  ],
  example,
  failure: 'failed to create quota',
  make,
};

function make({flags, typed}: CreateLine): JsonObject {
  const name = parseNewName(typed, {example});
  refuseCommand(flags.afterDashes);
  return generateQuota({
    name,
    hard: parseHard(flags.value('hard') ?? ''),
    scopes: parseScopes(flags.value('scopes') ?? ''),
  });
}

/** `pods=4,requests.cpu=1`, each amount as the API server writes it. @throws UserError `bad-input` */
function parseHard(text: string): Record<string, string> | undefined {
  if (text === '') return undefined;
  const said = words().verbs.create;
  const like = {next: words().lines.writeItLike({example})};
  const pairs = text.split(',');
  if (pairs.length > mostAmounts) {
    throw new UserError('bad-input', said.tooManyOf({flag: '--hard', most: mostAmounts}), like);
  }
  const amounts = pairs.map((pair): [string, string] => {
    const [name = '', amount = '', ...more] = pair.split('=');
    if (more.length > 0 || name === '' || !isQuantity(amount)) {
      throw new UserError('bad-input', said.hard({given: shown(pair)}), like);
    }
    return [name, formatQuantity(parseQuantity(amount))];
  });
  return Object.fromEntries([...new Map(amounts)].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @throws UserError `bad-input` for one that there is none of here */
function parseScopes(text: string): string[] {
  const scopes = text === '' ? [] : text.split(',');
  const unknown = scopes.find((scope) => !quotaScopes.includes(scope));
  if (unknown === undefined) return scopes;
  throw new UserError('bad-input', words().verbs.create.scope({given: shown(unknown)}), {
    next: words().lines.takes({values: quotaScopes.join(', ')}),
  });
}
