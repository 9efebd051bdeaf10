import {z} from 'zod';
import {isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import {bare, valued, withoutWay} from '../../flags.ts';
import {isVariableName, parseEnvironment} from '../../parse-pairs.ts';
import type {ParsedFlags} from '../../parse-flags.ts';
import {shown} from '../../shown.ts';
import {containers, type SetSubcommand} from './subcommand.ts';
import {words} from '#src/words/words.ts';

export const environmentChange = z.object({
  of: z.literal('env'),
  containers: z.string(),
  set: z.array(z.object({name: z.string(), value: z.string()})),
  remove: z.array(z.string()),
  /** A ConfigMap whose keys become variables: all, or those. */
  from: z.object({configMap: z.string(), keys: z.array(z.string()).optional()}).optional(),
  /** In front of all that is set. */
  prefix: z.string(),
  overwrite: z.boolean(),
  /** Whether the variables are only shown, as they would be. */
  list: z.boolean(),
});
type EnvironmentChange = z.infer<typeof environmentChange>;

const example = 'set env deployment/NAME KEY=VALUE';

export const environment: SetSubcommand<EnvironmentChange> = {
  name: 'env',
  names: ['env'],
  flags: [
    containers,
    {...bare('list'), note: 'to see them'},
    {...valued('env'), short: 'e', taught: ''},
    {
      ...valued('from'),
      suggests: ({known}) => known.names('configmaps').map((name) => `configmap/${name}`),
      taught: '--from=configmap/NAME',
    },
    valued('keys'),
    valued('prefix'),
    {name: 'overwrite', takes: 'nothing', taught: '--overwrite=false'},
    ...withoutWay(
      (asked) => words().flags.refused.namesOfValues(asked),
      () => words().flags.next.listThem,
      [bare('resolve')],
    ),
  ],
  example,
  read: (typed, flags) => {
    const first = typed.findIndex(({text}) => text.includes('=') || text.endsWith('-'));
    const objects = first === -1 ? typed : typed.slice(0, first);
    const changes = first === -1 ? [] : typed.slice(first);
    const wrong = changes.find(({text, substitution}) => substitution !== undefined || !/=|-$/u.test(text));
    if (wrong !== undefined) {
      throw new UserError('bad-input', words().lines.values.neitherKeyNorValue({given: shown(wrong.raw)}), {
        next: words().lines.writeItLike({example}),
      });
    }
    const isSet = ({text}: {text: string}): boolean => text.includes('=');
    const set = parseEnvironment([...flags.values('env'), ...changes.filter(isSet).map(({text}) => text)]);
    const remove = changes.filter((word) => !isSet(word)).map(({text}) => text.slice(0, -1));
    const unknown = remove.find((name) => !isVariableName(name));
    if (unknown !== undefined) {
      throw new UserError('bad-input', words().verbs.create.variable({given: shown(unknown)}));
    }
    if (set.some(([name]) => remove.includes(name))) {
      throw new UserError('bad-input', words().verbs.set.setAndRemoved);
    }
    const from = parseFrom(flags);
    const list = flags.isSet('list');
    if (set.length + remove.length === 0 && from === undefined && !list) {
      throw new UserError('bad-input', words().verbs.set.sayVariables, {next: words().lines.writeItLike({example})});
    }
    return {
      change: {
        of: 'env',
        containers: flags.value('containers') ?? '*',
        set: set.map(([name, value]) => ({name, value})),
        remove,
        ...(from === undefined ? {} : {from}),
        prefix: parsePrefix(flags.value('prefix') ?? ''),
        overwrite: flags.value('overwrite') !== 'false',
        list,
      },
      objects,
    };
  },
};

function parseFrom(flags: ParsedFlags): EnvironmentChange['from'] {
  const text = flags.value('from');
  const keys = flags.list('keys');
  if (text === undefined) {
    if (keys.length > 0) throw new UserError('bad-input', words().verbs.set.keysAlone);
    return undefined;
  }
  const [type = '', name = '', ...more] = text.toLowerCase().split('/');
  if (more.length > 0 || !['configmap', 'configmaps', 'cm'].includes(type) || !isObjectName(name)) {
    throw new UserError('bad-input', words().verbs.set.from({given: shown(text)}), {
      next: words().lines.write({what: '--from=configmap/NAME'}),
    });
  }
  return {configMap: name, ...(keys.length === 0 ? {} : {keys: [...keys]})};
}

function parsePrefix(text: string): string {
  if (text === '' || isVariableName(text)) return text;
  throw new UserError('bad-input', words().verbs.create.variable({given: shown(text)}));
}
