import {said} from '#src/chat/answer.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {inlineCode} from '#src/views/hostile-text.ts';
import {words} from '#src/words/words.ts';
import {described} from './described.ts';

/** Cancels what waits or runs of one's own. It does not wait in line itself. */
export const cancelCommand = {
  definition: {name: 'cancel', ...described((words) => words.commands.cancel.about)},
  run: async (_input, session) => {
    const lines = await session.cancel();
    if (lines.length === 0) return said(words().commands.cancel.nothing);
    const shown = lines.slice(0, 10).map((line) => inlineCode(line.slice(0, 100)));
    return said([words().commands.cancel.cancelling({count: lines.length}), ...shown].join('\n'));
  },
} satisfies SlashCommand;
