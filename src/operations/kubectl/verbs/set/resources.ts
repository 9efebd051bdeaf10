import {z} from 'zod';
import {UserError} from '#src/operations/user-error.ts';
import {valued} from '../../flags.ts';
import type {ParsedFlags} from '../../parse-flags.ts';
import {shown} from '../../shown.ts';
import {containers, type SetSubcommand} from './subcommand.ts';
import {words} from '#src/words/words.ts';

const amountsSchema = z.record(z.string(), z.string());

export const resourcesChange = z.object({
  of: z.literal('resources'),
  containers: z.string(),
  limits: amountsSchema,
  requests: amountsSchema,
});
type ResourcesChange = z.infer<typeof resourcesChange>;

const example = 'set resources deployment/NAME --limits=cpu=200m,memory=64Mi';
const quantity = /^\d{1,15}(?:\.\d{0,9})?(?:m|k|[MGTPE]|[KMGTPE]i)?$/u;
const resourceName = /^[a-z][a-z0-9./-]{0,62}$/u;

export const resources: SetSubcommand<ResourcesChange> = {
  name: 'resources',
  names: ['resources'],
  flags: [
    containers,
    {...valued('limits'), suggests: ['cpu=200m,memory=64Mi']},
    {...valued('requests'), suggests: ['cpu=100m,memory=32Mi']},
  ],
  example,
  read: (typed, flags) => {
    const limits = parseAmounts('--limits', flags.list('limits'));
    const requests = parseAmounts('--requests', flags.list('requests'));
    if (Object.keys(limits).length + Object.keys(requests).length === 0) {
      throw new UserError('bad-input', words().verbs.set.sayAmounts, {next: words().lines.writeItLike({example})});
    }
    return {
      change: {of: 'resources', containers: flags.value('containers') ?? '*', limits, requests},
      objects: typed,
    };
  },
};

function parseAmounts(flag: string, texts: ReturnType<ParsedFlags['list']>): Record<string, string> {
  const pairs = texts
    .filter((text) => text !== '')
    .map((text) => {
      const [name = '', amount = '', ...more] = text.split('=');
      if (more.length > 0 || !resourceName.test(name) || !quantity.test(amount)) {
        throw new UserError('bad-input', words().verbs.set.amount({flag, given: shown(text)}), {
          next: words().lines.write({what: `${flag}=cpu=200m,memory=64Mi`}),
        });
      }
      return [name, amount] as const;
    });
  return Object.fromEntries(pairs);
}
