import {z} from 'zod';
import {otherTypes} from '#src/kinds/other-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {valued} from '../flags.ts';
import {knownResourceTypes} from '../find-resource-types.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

/** As RBAC has verbs, groups and resources: `*` is all of them. */
const verbPattern = /^(?:\*|[a-z]{1,40})$/u;
const resourcePattern = /^(?:\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)(?:\.[a-z0-9.-]+)?$/u;
const longestName = 253;

const schema = z.object({
  kind: z.literal('auth'),
  action: z.literal('can-i'),
  verb: z.string(),
  /** What it is about: a resource, or a path of the API server such as `/healthz`. */
  about: z.union([
    z.object({
      group: z.string(),
      resource: z.string(),
      subresource: z.string().optional(),
      name: z.string().optional(),
    }),
    z.object({path: z.string()}),
  ]),
});
type Auth = z.infer<typeof schema>;

export const auth: Verb<typeof schema> = {
  name: 'auth',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  subcommands: [{name: 'can-i', flags: ['subresource']}],
  flags: [valued('subresource')],
  read,
  taught: {
    forms: '`can-i VERB TYPE`, `can-i VERB TYPE/NAME`',
    examples: [{line: 'auth can-i create deployments', answer: '`yes`'}],
  },
};

function read({flags}: CommandLine): Auth {
  const [action, verb, resource, name, ...more] = [...flags.args, ...(flags.afterDashes ?? [])].map(({text}) => text);
  const example = typeLine(lineOf(['auth', 'can-i', 'create', 'pods']));
  if (action !== 'can-i') {
    const given = action === undefined ? undefined : shown(action);
    throw new UserError('bad-input', words().verbs.auth.canIOnly({given}), {next: example});
  }
  if (verb === undefined || resource === undefined || more.length > 0) {
    throw new UserError('bad-input', words().verbs.auth.sayWhat, {next: example});
  }
  if (!verbPattern.test(verb.toLowerCase())) {
    throw new UserError('bad-input', words().verbs.auth.noVerb({given: shown(verb)}), {next: example});
  }
  const subresource = flags.value('subresource');
  return {
    kind: 'auth',
    action,
    verb: verb.toLowerCase(),
    about: resource.startsWith('/')
      ? {path: readPath(resource)}
      : {...readResource(resource, name), ...(subresource === undefined ? {} : {subresource: readPart(subresource)})},
  };
}

function readPath(path: string): string {
  if (path.length > longestName || !/^[!-~]+$/u.test(path)) throw noResource(path);
  return path;
}

function readPart(text: string): string {
  if (!resourcePattern.test(text) || text.length > longestName) throw noResource(text);
  return text;
}

/** `pods`, `deploy`, `roles.rbac.authorization.k8s.io`, `pods/web` or `pods web` */
function readResource(text: string, separate: string | undefined): {group: string; resource: string; name?: string} {
  const [type = '', ...rest] = text.split('/');
  const name = separate ?? rest[0];
  const lower = type.toLowerCase();
  if (rest.length > 1 || (rest.length === 1 && separate !== undefined) || name === '') throw noResource(text);
  if (name !== undefined && (name.length > longestName || !/^[!-~]+$/u.test(name))) throw noResource(name);
  const named = name === undefined ? {} : {name};
  const [known, ...others] = knownResourceTypes(lower);
  if (known !== undefined && others.length === 0) return {group: known.group, resource: known.plural, ...named};
  const other = otherTypes.find(({plural, kind, shortNames}) =>
    [plural, kind.toLowerCase(), ...shortNames].some((candidate) => candidate === lower),
  );
  if (other !== undefined) return {group: other.group, resource: other.plural, ...named};
  const resource = readPart(lower);
  const dot = resource.indexOf('.');
  return dot === -1
    ? {group: resource === '*' ? '*' : '', resource, ...named}
    : {group: resource.slice(dot + 1), resource: resource.slice(0, dot), ...named};
}

const noResource = (given: string): UserError =>
  new UserError('bad-input', words().verbs.auth.noResource({given: shown(given)}), {
    next: typeLine(lineOf(['auth', 'can-i', 'get', 'pods'])),
  });
