import {isTypeThat} from '#src/kubernetes/resource-types.ts';
import type {OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {LineRefusal} from '../line-refusal.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {parseSelectorFlag} from '../parse-selector-flag.ts';
import {lineOf} from '../type-line.ts';

/** @throws UserError for what `kubectl describe` would refuse, and what is not supported */
export function parseDescribe({flags}: CommandLine): OperationOf<'describe'> {
  const words = [...flags.args, ...(flags.afterDashes ?? [])];
  const resources = [...parseResourceArguments(words)];
  if (resources.length === 0) {
    throw new UserError('bad-input', 'Say what to describe.', {next: 'Type: kubectl describe pods'});
  }
  const selects = flags.value('selector');
  const unknown = resources.find(({type}) => !isTypeThat(type, 'isDescribed'));
  if (unknown !== undefined) {
    throw new LineRefusal('unsupported', `describe does not know ${unknown.type} here.`, {
      instead: lineOf(['get', ...words, ...(selects === undefined ? [] : ['-l', `'${selects}'`]), '-o yaml']),
      next: `Write get ${unknown.type} -o yaml.`,
    });
  }
  const selector = parseSelectorFlag(flags);
  if (selector !== undefined && resources.some(({name}) => name !== undefined)) {
    throw new UserError('bad-input', 'A name and a selector (-l) cannot go together.');
  }
  const showEvents = flags.value('show-events');
  return {
    kind: 'describe',
    resources,
    ...(selector === undefined ? {} : {selector}),
    ...(showEvents === undefined ? {} : {showEvents: showEvents === 'true'}),
    matchesPrefix: words.length === 2 && resources.length === 1 && !words.some(({text}) => text.includes('/')),
  };
}
