import type {Answering} from '#src/chat/answering.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {CommandRate} from './command-rate.ts';
import {isInPlace, pressButton} from './press-button.ts';
import type {Rooms} from './rooms.ts';
import {InteractionSession, whereabouts} from './interaction-session.ts';

interface AnsweringOptions {
  readonly commands: readonly SlashCommand[];
  readonly rooms: Rooms;
  /** Commands and clicks that one person may send in 15 s. */
  readonly rateLimit: number;
}

/** Answers what people send: each interaction has a session, which its command or its button is handed. */
export function answerInteractions({commands, rooms, rateLimit}: AnsweringOptions): Answering {
  const rate = new CommandRate(rateLimit);
  const byName: ReadonlyMap<string, SlashCommand> = new Map(
    commands.map((command) => [command.definition.name, command]),
  );
  const commandOf = (name: string): SlashCommand => {
    const command = byName.get(name);
    if (command === undefined) throw new Error(`no such command: ${name}`);
    return command;
  };
  return {
    suggest: ({command, option, text}, asker) =>
      byName.get(command)?.complete?.(option, text, whereabouts(asker, rooms)) ?? [],
    isInPlace,
    begin: async (asked) => {
      await rate.take(asked.asker.id);
      const session = new InteractionSession(asked, rooms);
      return {
        run: async (name, input) => commandOf(name).run(input, session),
        submit: async (windowId, text) => {
          const [name = '', ...rest] = windowId.split(':');
          const {submit} = commandOf(name);
          if (submit === undefined) throw new UserError('bad-input', 'This window belongs to nothing any more.');
          return submit({argument: rest.join(':'), text}, session);
        },
        press: async (press) => pressButton(press, session),
        noteRefused: async (refused) => session.noteRefused(refused),
      };
    },
  };
}
