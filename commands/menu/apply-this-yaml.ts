import {ApplicationCommandType} from 'discord-api-types/v10';
import type {MenuCommand} from '#src/chat/menu-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {toApply} from '../apply.ts';

/** What stands in the code blocks of a message, or the message itself where it is all YAML. */
export const applyThisYaml = {
  definition: {name: 'Apply this YAML', type: ApplicationCommandType.Message},
  who: 'anybody',
  run: async ({content}, session) => {
    if (!/^[ \t>]*(?:apiVersion|kind|["']?apiVersion["']?)\s*:/mu.test(content) && !content.includes('{')) {
      throw new UserError('bad-input', 'There is no YAML in that message.', {
        next: 'Choose it on a message with a manifest in a code block, or type /apply and paste one.',
      });
    }
    return session.submit(toApply('message.yaml', content));
  },
} satisfies MenuCommand;
