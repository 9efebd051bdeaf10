import {eventTypeSchema, type OperationOf} from '#src/operations/operation.ts';
import {UserError} from '#src/operations/user-error.ts';
import type {CommandLine} from '../command-line.ts';
import {parseResourceArguments} from '../parse-resource-arguments.ts';
import {shown} from '../shown.ts';

/** @throws UserError for what `kubectl events` would refuse, and what is not supported */
export function parseEvents({flags}: CommandLine): OperationOf<'events'> {
  const [extra] = [...flags.args, ...(flags.afterDashes ?? [])];
  if (extra !== undefined) {
    throw new UserError('bad-input', `events does not take ${shown(extra.raw)}.`, {
      next: 'Write events, or events --for pod/NAME.',
    });
  }
  const about = flags.value('for');
  return {
    kind: 'events',
    ...(about === undefined ? {} : {for: parseObject(about)}),
    types: flags
      .list('types')
      .filter((type) => type !== '')
      .map(parseType),
  };
}

function parseObject(text: string): NonNullable<OperationOf<'events'>['for']> {
  const [resource] = text.includes('/') ? parseResourceArguments([{text, raw: text}]) : [];
  if (resource?.name === undefined) {
    throw new UserError('bad-input', `--for takes a type and a name, not ${shown(text)}.`, {
      next: 'Write --for pod/NAME.',
    });
  }
  return {type: resource.type, name: resource.name};
}

function parseType(text: string): OperationOf<'events'>['types'][number] {
  const type = eventTypeSchema.options.find((option) => option.toLowerCase() === text.toLowerCase());
  if (type === undefined) {
    throw new UserError('bad-input', `--types does not take ${shown(text)}.`, {
      next: `It takes ${eventTypeSchema.options.join(' and ')}.`,
    });
  }
  return type;
}
