import {said} from '#src/chat/answer.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {inlineCode} from '#src/views/hostile-text.ts';

/** Cancels what waits or runs of one's own. It does not wait in line itself. */
export const cancelCommand = {
  definition: {name: 'cancel', description: 'Cancel your commands that wait or run'},
  run: async (_input, session) => {
    const lines = await session.cancel();
    if (lines.length === 0) return said('Nothing of yours waits or runs.');
    const shown = lines.slice(0, 10).map((line) => inlineCode(line.slice(0, 100)));
    return said([`✖ Cancelling ${lines.length}:`, ...shown].join('\n'));
  },
} satisfies SlashCommand;
