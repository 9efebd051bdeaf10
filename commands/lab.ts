import {ApplicationCommandOptionType} from 'discord-api-types/v10';
import {z} from 'zod';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';

/** The subcommands in the order in which a learner comes to need them. */
const descriptions = {
  start: 'Join the lab: you get a sandbox of your own',
  show: 'Show the step that you are at',
  steps: 'Show all steps and how far you are',
  check: 'Check the step that you are at',
  hint: 'Get a hint for the step that you are at',
  solution: 'See how the step is solved',
  reset: 'Begin this step again, or empty your sandbox',
  leave: 'Leave the lab: your sandbox and all that is in it go',
} as const;
const subcommandSchema = z.enum(['start', 'show', 'steps', 'check', 'hint', 'solution', 'reset', 'leave']);

/** Takes a learner through the lab: joins it, shows its steps, checks them, helps, and cleans up. */
export const labCommand = {
  definition: {
    name: 'lab',
    description: 'Take the lab',
    options: Object.entries(descriptions).map(([name, description]) => ({
      type: ApplicationCommandOptionType.Subcommand,
      name,
      description,
    })),
  },
  run: ({subcommand}, {namespace}) => {
    const asked = subcommandSchema.parse(subcommand);
    switch (asked) {
      case 'start':
        return {kind: 'join', line: 'kubectl create namespace', operation: {kind: 'start'}};
      case 'leave':
        if (namespace === undefined) throw new UserError('no-sandbox', 'You have no sandbox to leave.');
        return {kind: 'operate', line: `kubectl delete namespace ${namespace}`, operation: {kind: 'leave'}};
      case 'show':
      case 'steps':
      case 'check':
      case 'hint':
      case 'solution':
      case 'reset':
        return {kind: 'guide', view: asked};
    }
  },
} satisfies SlashCommand;
