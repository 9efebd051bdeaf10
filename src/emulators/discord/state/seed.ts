import {PermissionFlagsBits} from 'discord-api-types/v10';
import {randomBytes} from 'node:crypto';
import type {ChannelRecord, ChatState, RoleRecord, UserRecord} from './state.ts';

/** Identifiers of what is there from the start: always the same, and older than any made later. */
export const SEED_IDS = {
  guild: '1191168000000000001',
  application: '1191168000000000002',
  workshop: '1191168000000000003',
  facilitators: '1191168000000000004',
} as const;

const SEEDED_AT = '2024-01-01T00:00:00.000Z';

const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.UseApplicationCommands;

const BOT_PERMISSIONS =
  EVERYONE_PERMISSIONS |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.PinMessages |
  PermissionFlagsBits.ManageThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.CreatePrivateThreads;

const FACILITATOR_ROLE = '1191168000000000005';
const ADMIN_ROLE = '1191168000000000006';
const BOT_ROLE = '1191168000000000007';

const ROLES: readonly RoleRecord[] = [
  {id: SEED_IDS.guild, name: '@everyone', permissions: String(EVERYONE_PERMISSIONS)},
  {id: FACILITATOR_ROLE, name: 'facilitator', permissions: String(PermissionFlagsBits.ManageGuild)},
  {id: ADMIN_ROLE, name: 'admin', permissions: String(PermissionFlagsBits.Administrator)},
  {id: BOT_ROLE, name: 'Labrador', permissions: String(BOT_PERMISSIONS)},
];

const PEOPLE: readonly {id: string; name: string; roleIds: string[]}[] = [
  {id: '1191168000000000011', name: 'ada', roleIds: []},
  {id: '1191168000000000012', name: 'grace', roleIds: []},
  {id: '1191168000000000013', name: 'linus', roleIds: []},
  {id: '1191168000000000014', name: 'flo', roleIds: [FACILITATOR_ROLE]},
  {id: '1191168000000000015', name: 'olga', roleIds: [ADMIN_ROLE]},
];

/** A text channel; `onlyRoleId`: the one role that sees it. */
export function textChannel(id: string, name: string, onlyRoleId: string | null): ChannelRecord {
  return {
    id,
    kind: 'text',
    name,
    topic: null,
    onlyRoleId,
    parentId: null,
    memberIds: [],
    archived: false,
    locked: false,
    autoArchiveMinutes: 1440,
    createdAt: SEEDED_AT,
  };
}

function byId<T extends {id: string}>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, {...record}]));
}

/** The guild as it is before anybody has said a word. */
export function seedState(token: string): ChatState {
  const people: UserRecord[] = PEOPLE.map(({id, name, roleIds}) => {
    return {id, name, roleIds: [...roleIds], isBot: false, joinedAt: SEEDED_AT};
  });
  const bot: UserRecord = {
    id: SEED_IDS.application,
    name: 'Labrador',
    roleIds: [BOT_ROLE],
    isBot: true,
    joinedAt: SEEDED_AT,
  };
  return {
    token,
    applicationId: SEED_IDS.application,
    botUserId: bot.id,
    guildId: SEED_IDS.guild,
    guildName: 'Labrador',
    signingKey: randomBytes(32).toString('hex'),
    roles: byId(ROLES),
    users: byId([bot, ...people]),
    channels: byId([
      textChannel(SEED_IDS.workshop, 'workshop', null),
      textChannel(SEED_IDS.facilitators, 'facilitators', FACILITATOR_ROLE),
    ]),
    messages: new Map(),
    attachments: new Map(),
    interactions: new Map(),
    commands: new Map(),
  };
}

/** A bot token in the shape of a real one: user id, time and secret, each in base64. */
export function randomBotToken(): string {
  const id = Buffer.from(SEED_IDS.application).toString('base64url');
  return `${id}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}
