import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {suggestKubectl} from '#src/operations/kubectl/autocomplete-kubectl.ts';
import {EditorAsked, PageAsked} from '#src/operations/kubectl/asked-here.ts';
import {parseInShell} from '#src/operations/kubectl/parse-in-shell.ts';
import {described} from './described.ts';

const commandSchema = z.string();

/** What the lab's text types, pasted as it stands. */
export const kubectlCommand = {
  definition: {
    name: 'kubectl',
    ...described((words) => words.commands.kubectl.about),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'command',
        ...described((words) => words.commands.kubectl.command),
        required: true,
        autocomplete: true,
        max_length: 2_000,
      },
    ],
  },
  run: async ({options}, session) => {
    const typed = commandSchema.parse(options.get('command'));
    const {name, files} = session.lab;
    try {
      return await session.submitRead(async () => parseInShell(typed, {files, lab: name}, async () => session.shell()));
    } catch (error) {
      if (error instanceof EditorAsked) return session.offerEditor(error.target);
      if (error instanceof PageAsked) return session.offerPage(error.page);
      throw error;
    }
  },
  complete: (_option, typed, {lab, names}) => suggestKubectl(typed, {names, files: lab.files, images: lab.images}),
} satisfies SlashCommand;
