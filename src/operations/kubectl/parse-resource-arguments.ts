import type {ResourceArgument} from '../arguments.ts';
import {UserError} from '../user-error.ts';
import {findResourceType, findResourceTypes} from './find-resource-types.ts';
import {parseObjectName} from './parse-object-name.ts';
import type {ShellWord} from './shell-words.ts';
import {words} from '#src/words/words.ts';

const mostArguments = 50;

/**
 * Reads what a command is about, as kubectl does: `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`. A type that is named twice
 * counts once; several types with names mean each name in each type.
 * @throws UserError `bad-input` or `unsupported` for what is not a type or a name, and for the two forms mixed
 */
export function parseResourceArguments(args: readonly ShellWord[]): readonly ResourceArgument[] {
  const withSlash = args.filter((arg) => arg.text.includes('/'));
  if (withSlash.length > 0 && withSlash.length < args.length) {
    throw new UserError('bad-input', words().lines.types.mixed);
  }
  const resources = withSlash.length > 0 ? args.map(parseTypeAndName) : parseTypesAndNames(args);
  if (resources.length > mostArguments) {
    throw new UserError('bad-input', words().lines.names.tooMany({most: mostArguments}));
  }
  return resources;
}

function parseTypeAndName({text, substitution}: ShellWord): ResourceArgument {
  const [type = '', name = '', ...more] = text.split('/', 3);
  if (more.length > 0 || type === '') {
    throw new UserError('bad-input', words().lines.types.slash);
  }
  return {
    type: findResourceType(type).plural,
    name: parseObjectName({text: name, ...(substitution === undefined ? {} : {substitution})}),
  };
}

function parseTypesAndNames(args: readonly ShellWord[]): readonly ResourceArgument[] {
  const [types, ...names] = args;
  if (types === undefined) return [];
  if (types.substitution !== undefined) {
    throw new UserError('bad-input', words().lines.types.beforeSubstitution);
  }
  const plurals = [...new Set(types.text.split(',').flatMap(findResourceTypes))].map((type) => type.plural);
  if (names.length === 0) return plurals.map((type) => ({type}));
  if (plurals.length * names.length > mostArguments) {
    throw new UserError('bad-input', words().lines.names.tooMany({most: mostArguments}));
  }
  const objectNames = names.map(parseObjectName);
  return plurals.flatMap((type) => objectNames.map((name) => ({type, name})));
}
