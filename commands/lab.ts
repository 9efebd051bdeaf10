import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '../src/discord/slash-command.ts';
import {UserError} from '../src/operations/user-error.ts';

const subcommandSchema = z.enum(['start', 'leave']);

/** Joins the lab and makes the sandbox; leaves it and removes what was made. */
export const labCommand = {
  definition: {
    name: 'lab',
    description: 'Take the lab',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'start',
        description: 'Join the lab: you get a sandbox of your own',
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'leave',
        description: 'Leave the lab: your sandbox and all that is in it go',
      },
    ],
  },
  run: ({subcommand}, {lab, namespace}) => {
    switch (subcommandSchema.parse(subcommand)) {
      case 'start':
        return {kind: 'join', line: 'kubectl create namespace', operation: {kind: 'start', next: [...lab.welcome]}};
      case 'leave':
        if (namespace === undefined) throw new UserError('no-sandbox', 'You have no sandbox to leave.');
        return {kind: 'operate', line: `kubectl delete namespace ${namespace}`, operation: {kind: 'leave'}};
    }
  },
} satisfies SlashCommand;
