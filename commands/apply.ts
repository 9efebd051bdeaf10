import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import type {Answer} from '#src/chat/answer.ts';
import type {OperationLine} from '#src/chat/command-session.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {fieldLimit, type ChatWindow} from '#src/chat/window.ts';
import {UserError} from '#src/operations/user-error.ts';
import {manifestLimits} from '#src/sandbox/yaml/read-manifests.ts';

/** The learner's own YAML: a file, or pasted into a modal. */
export const applyCommand = {
  definition: {
    name: 'apply',
    description: 'Apply your own YAML: attach a file, or leave it out and paste',
    options: [
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'A .yaml file; without one a window opens to paste into',
      },
    ],
  },
  run: async ({files}, session): Promise<Answer> => {
    const file = files.get('file');
    if (file === undefined) return {kind: 'ask', window: pasteWindow};
    if (!/\.ya?ml$/i.test(file.name)) {
      throw new UserError('bad-input', `The file ${file.name} is not YAML by its name.`, {
        next: 'Attach a .yaml file.',
      });
    }
    return session.submit(toApply(file.name, await file.read(manifestLimits.bytes)));
  },
  submit: async ({text}, session) => session.submit(toApply('pasted.yaml', text)),
} satisfies SlashCommand;

const pasteWindow: ChatWindow = {
  id: 'apply',
  title: 'Apply your own YAML',
  field: {
    id: 'yaml',
    label: 'YAML',
    description: 'One or more objects, with --- between them',
    isLong: true,
    maxLength: fieldLimit,
  },
};

/** @throws UserError `bad-input` where there is nothing */
export function toApply(name: string, yaml: string): OperationLine {
  if (yaml.trim() === '')
    throw new UserError('bad-input', 'There is no YAML in it.', {next: 'Paste at least one object.'});
  return {line: `kubectl apply -f ${name}`, operation: {kind: 'apply', sources: [{name, yaml}]}};
}
