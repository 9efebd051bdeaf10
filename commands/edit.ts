import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {bestFirst} from '#src/chat/suggestion.ts';
import {editableTypes, parseEditTarget} from '#src/operations/kubectl/edit-target.ts';
import {homeAlias} from '#src/operations/namespace-alias.ts';
import {resourceType} from '#src/kinds/resource-types.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {described} from './described.ts';

const resourceSchema = z.string();

/** An object's YAML in a window, written back when it is sent. */
export const editCommand = {
  definition: {
    name: 'edit',
    ...described((words) => words.commands.edit.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'resource',
        ...described((words) => words.commands.edit.resource),
        required: true,
        autocomplete: true,
        max_length: 300,
      },
    ],
  },
  run: ({options}, session) => session.offerEditor(parseEditTarget(resourceSchema.parse(options.get('resource')))),
  submit: async ({argument, text: yaml}, session) => {
    const separator = argument.lastIndexOf(':');
    const target = parseEditTarget(argument.slice(0, separator));
    const {type, name, namespace} = target;
    if (yaml.trim() === '') throw new UserError('bad-input', words().commands.edit.empty);
    const fingerprint = argument.slice(separator + 1);
    const line = `kubectl edit ${resourceType(type).singular}/${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
    // whichever is current by now: the window was opened for one
    const inNamespace = namespace ?? homeAlias;
    return session.submit({line, operation: {kind: 'edit', type, name, yaml, fingerprint, inNamespace}});
  },
  complete: (_option, typed, {names}) =>
    bestFirst(
      typed,
      editableTypes.flatMap((type) => names(type).map((name) => `${resourceType(type).singular}/${name}`)),
    ),
} satisfies SlashCommand;
