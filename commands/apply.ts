import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import type {Answer} from '#src/chat/answer.ts';
import type {OperationLine} from '#src/chat/command-session.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {fieldLimit, type ChatWindow} from '#src/chat/window.ts';
import {UserError} from '#src/operations/user-error.ts';
import {manifestLimits} from '#src/sandbox/yaml/read-manifests.ts';
import {words} from '#src/words/words.ts';
import {described} from './described.ts';

/** The learner's own YAML: a file, or pasted into a modal. */
export const applyCommand = {
  definition: {
    name: 'apply',
    ...described((words) => words.commands.apply.about),
    options: [
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        ...described((words) => words.commands.apply.file),
      },
    ],
  },
  run: async ({files}, session): Promise<Answer> => {
    const file = files.get('file');
    if (file === undefined) return {kind: 'ask', window: pasteWindow()};
    if (!/\.ya?ml$/i.test(file.name)) {
      throw new UserError('bad-input', words().commands.apply.notYaml({file: file.name}));
    }
    return session.submit(toApply(file.name, await file.read(manifestLimits.bytes)));
  },
  submit: async ({text}, session) => session.submit(toApply('pasted.yaml', text)),
} satisfies SlashCommand;

const pasteWindow = (): ChatWindow => ({
  id: 'apply',
  title: words().commands.apply.window,
  field: {
    id: 'yaml',
    label: 'YAML',
    description: words().commands.apply.yaml,
    isLong: true,
    maxLength: fieldLimit,
  },
});

/** @throws UserError `bad-input` where there is nothing */
export function toApply(name: string, yaml: string): OperationLine {
  if (yaml.trim() === '') throw new UserError('bad-input', words().commands.apply.empty);
  return {line: `kubectl apply -f ${name}`, operation: {kind: 'apply', sources: [{name, yaml}]}};
}
