import {ApplicationCommandType} from 'discord-api-types/v10';
import type {MenuCommand} from '#src/chat/menu-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {toApply} from '../apply.ts';
import {named} from '../described.ts';

/** What stands in the code blocks of a message, or the message itself where it is all YAML. */
export const applyThisYaml = {
  definition: {...named((words) => words.commands.menu.applyYaml), type: ApplicationCommandType.Message},
  who: 'anybody',
  run: async ({content}, session) => {
    if (!/^[ \t>]*(?:apiVersion|kind|["']?apiVersion["']?)\s*:/mu.test(content) && !content.includes('{')) {
      throw new UserError('bad-input', words().commands.menu.noYaml);
    }
    return session.submit(toApply('message.yaml', content));
  },
} satisfies MenuCommand;
