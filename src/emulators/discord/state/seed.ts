import {PermissionFlagsBits} from 'discord-api-types/v10';
import {randomBytes} from 'node:crypto';
import {activeThreadLimit} from '../limits.ts';
import type {ChannelRecord, ChatState, OverwriteRecord, RoleRecord, UserRecord} from './state.ts';

/** Identifiers of what is there from the start: always the same, and older than any made later. */
export const seedIds = {
  guild: '1191168000000000001',
  application: '1191168000000000002',
  workshop: '1191168000000000003',
  facilitators: '1191168000000000004',
} as const;

const seededAt = '2024-01-01T00:00:00.000Z';

const everyonePermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.UseApplicationCommands;

/** What the bot's invitation asks for, and not one bit more. */
const botPermissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.PinMessages |
  PermissionFlagsBits.CreatePrivateThreads |
  PermissionFlagsBits.SendMessagesInThreads;

/** Those of whoever runs events on a server, to whom what is for facilitators is offered. */
const facilitatorPermissions = PermissionFlagsBits.ManageEvents;

const facilitatorRole = '1191168000000000005';
const adminRole = '1191168000000000006';
const botRole = '1191168000000000007';

const seededRoles: readonly RoleRecord[] = [
  {id: seedIds.guild, name: '@everyone', permissions: String(everyonePermissions)},
  {id: facilitatorRole, name: 'facilitator', permissions: String(facilitatorPermissions)},
  {id: adminRole, name: 'admin', permissions: String(PermissionFlagsBits.Administrator)},
  {id: botRole, name: 'Labrador', permissions: String(botPermissions)},
];

const seededPeople: readonly {id: string; name: string; roleIds: string[]}[] = [
  {id: '1191168000000000011', name: 'ada', roleIds: []},
  {id: '1191168000000000012', name: 'grace', roleIds: []},
  {id: '1191168000000000013', name: 'linus', roleIds: []},
  {id: '1191168000000000014', name: 'flo', roleIds: [facilitatorRole]},
  {id: '1191168000000000015', name: 'olga', roleIds: [adminRole]},
];

export function textChannel(id: string, name: string, overwrites: OverwriteRecord[] = []): ChannelRecord {
  return {
    id,
    kind: 'text',
    name,
    topic: undefined,
    overwrites,
    parentId: undefined,
    memberIds: [],
    archived: false,
    locked: false,
    autoArchiveMinutes: 1440,
    createdAt: seededAt,
  };
}

/** What makes a channel private: one role sees it, and the bot. */
export function onlyFor(
  roleId: string,
  {guildId, botUserId}: Pick<ChatState, 'guildId' | 'botUserId'>,
): OverwriteRecord[] {
  const view = String(PermissionFlagsBits.ViewChannel);
  return [
    {id: guildId, kind: 'role', allow: '0', deny: view},
    {id: roleId, kind: 'role', allow: view, deny: '0'},
    {id: botUserId, kind: 'member', allow: view, deny: '0'},
  ];
}

function byId<T extends {id: string}>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, {...record}]));
}

/** The guild as it is before anybody has said a word. */
export function seedState(token: string): ChatState {
  const people: UserRecord[] = seededPeople.map(({id, name, roleIds}) => {
    return {id, name, nick: undefined, roleIds: [...roleIds], isBot: false, joinedAt: seededAt};
  });
  const bot: UserRecord = {
    id: seedIds.application,
    name: 'Labrador',
    nick: undefined,
    roleIds: [botRole],
    isBot: true,
    joinedAt: seededAt,
  };
  return {
    token,
    applicationId: seedIds.application,
    botUserId: bot.id,
    guildId: seedIds.guild,
    guilds: new Map([[seedIds.guild, {id: seedIds.guild, name: 'Labrador', presence: 'here'}]]),
    activeThreadLimit,
    signingKey: randomBytes(32).toString('hex'),
    roles: byId(seededRoles),
    users: byId([bot, ...people]),
    channels: byId([
      textChannel(seedIds.workshop, 'workshop'),
      textChannel(
        seedIds.facilitators,
        'facilitators',
        onlyFor(facilitatorRole, {guildId: seedIds.guild, botUserId: bot.id}),
      ),
    ]),
    messages: new Map(),
    attachments: new Map(),
    interactions: new Map(),
    commands: new Map(),
  };
}

/** The roles of one more server: everybody's, and those of the first by their names. */
export function inviteRoles(state: ChatState, guildId: string, nextId: () => string): void {
  for (const {id, name, permissions} of seededRoles) {
    const ownId = id === seedIds.guild ? guildId : nextId();
    state.roles.set(ownId, {id: ownId, guildId, name, permissions});
    if (id === botRole) state.users.get(state.botUserId)?.roleIds.push(ownId);
  }
}

/** Gives who is there from the start what an earlier version's state did not know of. */
export function updateSeed({roles}: Pick<ChatState, 'roles'>): void {
  const facilitators = roles.get(facilitatorRole);
  if (facilitators) facilitators.permissions = String(BigInt(facilitators.permissions) | facilitatorPermissions);
}

/** A bot token in the shape of a real one: user id, time and secret, each in base64. */
export function randomBotToken(): string {
  const id = Buffer.from(seedIds.application).toString('base64url');
  return `${id}.${randomBytes(4).toString('base64url')}.${randomBytes(28).toString('base64url')}`;
}
