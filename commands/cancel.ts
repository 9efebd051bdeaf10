import type {SlashCommand} from '#src/chat/slash-command.ts';

/** Cancels what waits or runs of one's own. It does not wait in line itself. */
export const cancelCommand = {
  definition: {name: 'cancel', description: 'Cancel your commands that wait or run'},
  run: () => ({kind: 'cancel'}),
} satisfies SlashCommand;
