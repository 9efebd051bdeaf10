import type {ChatState, CommandRecord} from '../state/state.ts';
import {createChannelObjects, type ChannelObjects} from './channel-objects.ts';
import {createGuildObjects, type GuildObjects} from './guild-objects.ts';
import type {Json} from './json.ts';
import {createMessageObjects, type MessageObjects} from './message-objects.ts';
import {createUserObjects, type UserObjects} from './user-objects.ts';

/** Records as Discord's API and gateway show them, always whole. */
export interface ApiObjects extends UserObjects, ChannelObjects, MessageObjects, GuildObjects {
  command: (command: CommandRecord) => Json;
  application: () => Json;
}

export function createApiObjects(options: {state: ChatState; now: () => number; baseUrl: () => string}): ApiObjects {
  const {state} = options;
  const users = createUserObjects(state);
  const channels = createChannelObjects(state, users);

  function command(record: CommandRecord): Json {
    return {
      id: record.id,
      application_id: state.applicationId,
      ...(record.guildId === undefined ? {} : {guild_id: record.guildId}),
      version: record.version,
      type: record.type,
      name: record.name,
      name_localizations: record.nameLocalizations ?? null,
      description: record.description,
      description_localizations: record.descriptionLocalizations ?? null,
      options: record.options,
      default_member_permissions: record.defaultMemberPermissions ?? null,
      dm_permission: record.guildId === undefined,
      contexts: null,
      integration_types: [0],
      nsfw: false,
    };
  }

  function application(): Json {
    return {
      id: state.applicationId,
      name: 'Labrador',
      icon: null,
      description: '',
      summary: '',
      bot_public: false,
      bot_require_code_grant: false,
      verify_key: '0'.repeat(64),
      flags: 0,
      team: null,
      owner: null,
      bot: users.userById(state.botUserId)[0] ?? null,
    };
  }

  return {
    ...users,
    ...channels,
    ...createMessageObjects(options, users),
    ...createGuildObjects(state, {...users, ...channels}),
    command,
    application,
  };
}
