import {z} from 'zod';
import {isNamespaceName, isObjectName} from '#src/kubernetes/object-name.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {bare, valued} from '../flags.ts';
import {knownResourceTypes} from '../find-resource-types.ts';
import {otherTypeNamed} from '../other-type-named.ts';
import {shown} from '../shown.ts';
import {lineOf, typeLine} from '../type-line.ts';
import type {Verb} from '../verb.ts';
import {words} from '#src/words/words.ts';

/** As RBAC has verbs, groups and resources: `*` is all of them. */
const verbPattern = /^(?:\*|[a-z]{1,40})$/u;
const resourcePattern = /^(?:\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)(?:\.[a-z0-9.-]+)?$/u;
const longestName = 253;
/** As the API server calls an account of a learner's own. */
const accountForm = 'system:serviceaccount:default:NAME';

const schema = z.object({
  kind: z.literal('auth'),
  action: z.literal('can-i'),
  verb: z.string(),
  /** What it is about: a resource, a path of the API server such as `/healthz`, or all that there is. */
  about: z.union([
    z.object({
      group: z.string(),
      resource: z.string(),
      subresource: z.string().optional(),
      name: z.string().optional(),
    }),
    z.object({path: z.string()}),
    z.object({all: z.literal(true)}),
  ]),
  /** The account that it is asked of, its namespace as it was written; else the learner's own. */
  as: z.object({namespace: z.string(), name: z.string()}).optional(),
});
type Auth = z.infer<typeof schema>;

export const auth: Verb<typeof schema> = {
  name: 'auth',
  schema,
  deadlineMs: 20_000,
  isReadOnly: true,
  isEndShown: false,
  isConfidential: () => false,
  subcommands: [{name: 'can-i', flags: ['subresource', 'as', 'list']}],
  flags: [valued('subresource'), {...valued('as'), suggests: [accountForm]}, {...bare('list')}],
  read,
  taught: {
    forms: '`can-i VERB TYPE`, `can-i VERB TYPE/NAME`',
    examples: [
      {line: 'auth can-i create deployments', answer: '`yes`'},
      {line: 'auth can-i --list', answer: 'all that you may in your namespace'},
      {line: 'auth can-i get pods --as=system:serviceaccount:default:web', answer: 'what an account of yours may'},
    ],
  },
};

function read({flags}: CommandLine): Auth {
  const [action, verb, resource, name, ...more] = [...flags.args, ...(flags.afterDashes ?? [])].map(({text}) => text);
  const example = typeLine(lineOf(['auth', 'can-i', 'create', 'pods']));
  if (action !== 'can-i') {
    const given = action === undefined ? undefined : shown(action);
    throw new UserError('bad-input', words().verbs.auth.canIOnly({given}), {next: example});
  }
  const as = readAccount(flags.value('as'));
  if (flags.isSet('list')) {
    if (verb !== undefined) throw new UserError('bad-input', words().verbs.auth.listAlone, {next: example});
    if (as !== undefined) {
      throw new UserError('unsupported', words().verbs.auth.listIsOwn, {
        next: typeLine(lineOf(['describe', 'roles'])),
      });
    }
    return {kind: 'auth', action, verb: '*', about: {all: true}};
  }
  if (verb === undefined || resource === undefined || more.length > 0) {
    throw new UserError('bad-input', words().verbs.auth.sayWhat, {next: example});
  }
  if (!verbPattern.test(verb.toLowerCase())) {
    throw new UserError('bad-input', words().verbs.auth.noVerb({given: shown(verb)}), {next: example});
  }
  const subresource = flags.value('subresource');
  if (as !== undefined && resource.startsWith('/')) {
    throw new UserError('unsupported', words().verbs.auth.pathIsOwn, {next: example});
  }
  return {
    kind: 'auth',
    action,
    verb: verb.toLowerCase(),
    ...(as === undefined ? {} : {as}),
    about: resource.startsWith('/')
      ? {path: readPath(resource)}
      : {...readResource(resource, name), ...(subresource === undefined ? {} : {subresource: readPart(subresource)})},
  };
}

/** @throws UserError `bad-input` for anybody but a ServiceAccount */
function readAccount(given: string | undefined): {namespace: string; name: string} | undefined {
  if (given === undefined) return undefined;
  const [system, kind, namespace = '', name = '', ...more] = given.split(':');
  const isAccount = system === 'system' && kind === 'serviceaccount' && more.length === 0;
  if (!isAccount || !isNamespaceName(namespace) || !isObjectName(name)) {
    throw new UserError('bad-input', words().verbs.auth.ownAccounts({given: shown(given)}), {
      next: words().lines.write({what: `--as=${accountForm}`}),
    });
  }
  return {namespace, name};
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
  const other = otherTypeNamed(lower);
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
