import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  RESTJSONErrorCodes,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import {ApplicationCommandCreateRequestSchema, ApplicationCommandPatchRequestPartialSchema} from 'discord-api-spec/zod';
import {createDailyCreates} from './daily-creates.ts';
import {areTooMany, commandIssues, commandListIssues} from './command-rules.ts';
import {refusal} from '../discord-error.ts';
import {invalidFormBody, refuseIssues} from '../validation/form-issues.ts';
import {parseBody} from '../validation/schema-validation.ts';
import type {ChatState, CommandRecord} from '../state/state.ts';

/** The application's commands: those of the guild, and those that hold everywhere (`guildId` undefined). */
export interface Commands {
  list(guildId: string | undefined): CommandRecord[];
  /** @throws {DiscordError} 10063 */
  get(guildId: string | undefined, id: string): CommandRecord;
  /** Replaces all; one whose name was there before keeps its identifier.
   * @throws {DiscordError} 50035, 30032 for more than there may be, and 30034 for more than may be made in a day */
  replaceAll(guildId: string | undefined, bodies: unknown): CommandRecord[];
  /** Adds a command, or overwrites the one with the same name.
   * @throws {DiscordError} as `replaceAll` */
  put(guildId: string | undefined, body: unknown): CommandRecord;
  patch(command: CommandRecord, body: unknown): CommandRecord;
  remove(command: CommandRecord): void;
  /** Makes as if none had been made today. */
  forgetCreated(): void;
}

export function createCommands(options: {state: ChatState; now: () => number; nextId: () => string}): Commands {
  const {state, now, nextId} = options;
  const dailyCreates = createDailyCreates(now);

  const list = (guildId: string | undefined) =>
    [...state.commands.values()].filter((command) => command.guildId === guildId);

  const isNew = ({id}: CommandRecord): boolean => !state.commands.has(id);

  function toRecord(guildId: string | undefined, body: Record<string, unknown>): CommandRecord {
    const name = String(body['name']);
    const type = (body['type'] as ApplicationCommandType | null | undefined) ?? ApplicationCommandType.ChatInput;
    const known = list(guildId).find((command) => command.name === name && command.type === type);
    return {
      id: known?.id ?? nextId(),
      guildId,
      version: nextId(),
      type,
      name,
      ...localizationsOf(body),
      description: typeof body['description'] === 'string' ? body['description'] : '',
      options: (body['options'] ?? []) as APIApplicationCommandOption[],
      defaultMemberPermissions: permissionsOf(body),
    };
  }

  return {
    list,
    get(guildId, id) {
      const command = state.commands.get(id);
      if (!command || command.guildId !== guildId) throw refusal(RESTJSONErrorCodes.UnknownApplicationCommand);
      return command;
    },
    replaceAll(guildId, bodies) {
      if (!Array.isArray(bodies)) {
        throw invalidFormBody([
          {path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType'},
        ]);
      }
      const records = bodies.map((body: unknown) => toRecord(guildId, parseCommand(body)));
      refuseList(records);
      dailyCreates.take(guildId, records.filter(isNew).length);
      for (const {id} of list(guildId)) state.commands.delete(id);
      for (const record of records) state.commands.set(record.id, record);
      return records;
    },
    put(guildId, body) {
      const record = toRecord(guildId, parseCommand(body));
      const others = list(guildId).filter(({id}) => id !== record.id);
      refuseList([...others, record]);
      if (isNew(record)) dailyCreates.take(guildId, 1);
      state.commands.set(record.id, record);
      return record;
    },
    patch(command, body) {
      const given = parseBody(ApplicationCommandPatchRequestPartialSchema, withNumericPermissions(body));
      const permissions =
        'default_member_permissions' in given ? permissionsOf(given) : command.defaultMemberPermissions;
      const changed: CommandRecord = {
        ...withLocalizations(command, given),
        name: typeof given['name'] === 'string' ? given['name'] : command.name,
        description: typeof given['description'] === 'string' ? given['description'] : command.description,
        options: (given['options'] ?? command.options) as APIApplicationCommandOption[],
        defaultMemberPermissions: permissions,
        version: nextId(),
      };
      refuseIssues(commandIssues(changed));
      state.commands.set(changed.id, changed);
      return changed;
    },
    remove(command) {
      state.commands.delete(command.id);
    },
    forgetCreated: () => dailyCreates.reset(),
  };
}

function refuseList(commands: readonly CommandRecord[]): void {
  refuseIssues(commandListIssues(commands));
  if (areTooMany(commands)) throw refusal(RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached);
}

function parseCommand(body: unknown): Record<string, unknown> {
  return parseBody(ApplicationCommandCreateRequestSchema, withNumericPermissions(body));
}

/** Discord takes the permission bits as a string too, as it sends them itself; its schema knows only the number. */
function withNumericPermissions(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('default_member_permissions' in body)) return body;
  const {default_member_permissions: bits} = body;
  return typeof bits === 'string' && /^\d+$/.test(bits) ? {...body, default_member_permissions: Number(bits)} : body;
}

const dictionaries = {
  name_localizations: 'nameLocalizations',
  description_localizations: 'descriptionLocalizations',
} as const;

/** The dictionaries that a body has; one that is null or empty is none. */
function localizationsOf(
  body: Record<string, unknown>,
): Pick<CommandRecord, 'nameLocalizations' | 'descriptionLocalizations'> {
  const given = Object.entries(dictionaries).map(([field, key]) => [key, body[field]] as const);
  return Object.fromEntries(
    given.filter(([, texts]) => typeof texts === 'object' && texts !== null && Object.keys(texts).length > 0),
  );
}

/** A dictionary that a change gives replaces the one before. */
function withLocalizations(command: CommandRecord, given: Record<string, unknown>): CommandRecord {
  const changed = {...command};
  for (const [field, key] of Object.entries(dictionaries)) if (field in given) delete changed[key];
  return {...changed, ...localizationsOf(given)};
}

function permissionsOf(body: Record<string, unknown>): string | undefined {
  const bits = body['default_member_permissions'];
  return typeof bits === 'number' ? String(bits) : undefined;
}

/** Options as they are filled in: those of the chosen subcommand where there are subcommands. */
export function isSubcommand(option: APIApplicationCommandOption): boolean {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}
