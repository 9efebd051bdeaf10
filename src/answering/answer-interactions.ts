import type {Answering} from '#src/chat/answering.ts';
import type {MenuCommand} from '#src/chat/menu-command.ts';
import type {SlashCommand} from '#src/chat/slash-command.ts';
import {UserError} from '#src/operations/user-error.ts';
import {words} from '#src/words/words.ts';
import {CommandRate, type RateLimits} from './command-rate.ts';
import {LongLines} from './long-lines.ts';
import {forgetButton} from './own-record.ts';
import {isInPlace, pressButton} from './press-button.ts';
import type {Rooms} from './rooms.ts';
import {InteractionSession, whereabouts} from './interaction-session.ts';

interface AnsweringOptions {
  readonly commands: readonly SlashCommand[];
  readonly menuCommands: readonly MenuCommand[];
  readonly rooms: Rooms;
  /** Commands and clicks that one person, and one server, may send in 15 s. */
  readonly rateLimits: RateLimits;
}

/** Answers what people send: each interaction has a session, which its command or its button is handed. */
export function answerInteractions({commands, menuCommands, rooms, rateLimits}: AnsweringOptions): Answering {
  const rate = new CommandRate(rateLimits);
  const longLines = new LongLines();
  const byName: ReadonlyMap<string, SlashCommand> = new Map(
    commands.map((command) => [command.definition.name, command]),
  );
  const commandOf = (name: string): SlashCommand => {
    const command = byName.get(name);
    if (command === undefined) throw new Error(`no such command: ${name}`);
    return command;
  };
  return {
    suggest: ({command, option, text}, asker) => {
      const typed = longLines.find(asker.id, text);
      if (typed === undefined) return [];
      const found = byName.get(command)?.complete?.(option, typed, whereabouts(asker, rooms)) ?? [];
      return longLines.offer(asker.id, found);
    },
    isInPlace,
    begin: async (asked) => {
      await rate.take(asked.asker);
      const session = new InteractionSession(asked, rooms);
      return {
        run: async (name, input) => {
          const command = commandOf(name);
          const options = [...input.options].map(([option, value]) => {
            const isWhole = typeof value !== 'string' || !isCompleted(command, option);
            return [option, isWhole ? value : longLines.whole(asked.asker.id, value)] as const;
          });
          return command.run({...input, options: new Map(options)}, session);
        },
        choose: async (name, target) => {
          const command = menuCommands.find(({definition}) => definition.name === name);
          if (command === undefined) throw new Error(`no such command in a menu: ${name}`);
          session.require(command.who);
          return command.run(target, session);
        },
        submit: async (windowId, text) => {
          const [name = '', ...rest] = windowId.split(':');
          const {submit} = commandOf(name);
          if (submit === undefined) throw new UserError('bad-input', words().answering.staleWindow);
          return submit({argument: rest.join(':'), text}, session);
        },
        press: async (press) => {
          if (press.customId === forgetButton.id) longLines.forget(asked.asker.id);
          return pressButton(press, session);
        },
        withdraw: async () => session.withdraw(),
        noteRefused: async (refused) => session.noteRefused(refused),
      };
    },
  };
}

/** Whether an option of a command is completed while it is typed. */
const isCompleted = ({definition: {options = []}}: SlashCommand, option: string): boolean =>
  options.some((one) => one.name === option && 'autocomplete' in one && one.autocomplete);
