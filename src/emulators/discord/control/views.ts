import {Locale} from 'discord-api-types/v10';
import {isPending} from '../messages/message-kinds.ts';
import type {ApiObjects} from '../objects/api-objects.ts';
import {asShown} from '../commands/localized.ts';
import {canUseCommand, onlyRoleId} from '../state/permissions.ts';
import type {
  ChannelRecord,
  ChatState,
  CommandRecord,
  InteractionRecord,
  MessageBody,
  MessageRecord,
  UserRecord,
} from '../state/state.ts';
import type {
  ShownAttachment,
  ShownChannel,
  ShownInteraction,
  ShownLink,
  ShownMessage,
  ShownState,
  ShownUser,
} from './shown.ts';

/** Records as the control interface shows them. */
export interface Views {
  user: (user: UserRecord) => ShownUser;
  channel: (channel: ChannelRecord) => ShownChannel;
  message: (message: MessageRecord) => ShownMessage;
  history: (message: MessageRecord) => object[];
  interaction: (interaction: InteractionRecord) => ShownInteraction;
  /** With the commands that a person is offered, in their language; all of them for nobody in particular. */
  state: (user: UserRecord | undefined) => Omit<ShownState, 'commands'> & {commands: object[]};
}

export function createViews({
  state,
  objects,
  links,
}: {
  state: ChatState;
  objects: ApiObjects;
  links: ShownLink[];
}): Views {
  const nameOf = (userId: string) => state.users.get(userId)?.name ?? 'unknown';
  const roleNames = (roleIds: readonly string[]) => roleIds.flatMap((id) => state.roles.get(id)?.name ?? []);

  const user = ({id, name, roleIds}: UserRecord) => ({id, name, roles: roleNames(roleIds)});
  const shortUser = (id: string) => ({id, name: nameOf(id)});

  function attachments({attachmentIds}: MessageBody): ShownAttachment[] {
    return attachmentIds.flatMap((id) => {
      const record = state.attachments.get(id);
      if (!record) return [];
      const {filename, size, contentType} = record;
      return [{id, filename, size, url: String(objects.attachment(record)['url']), contentType}];
    });
  }

  function interactionOf(message: MessageRecord): ShownMessage['interaction'] {
    const found = message.interactionId === undefined ? undefined : state.interactions.get(message.interactionId);
    return found ? {id: found.id, user: shortUser(found.userId), command: found.command ?? null} : null;
  }

  function message(record: MessageRecord): ShownMessage {
    const {id, content, embeds, components, flags, createdAt, editedAt, edits} = record;
    return {
      id,
      channel: record.channelId,
      author: {...shortUser(record.authorId), bot: state.users.get(record.authorId)?.isBot ?? false},
      content,
      embeds,
      components,
      attachments: attachments(record),
      flags,
      pinned: record.pinnedAt !== undefined,
      type: record.type,
      ephemeral: record.ephemeralFor !== undefined,
      interaction: interactionOf(record),
      mentions: record.mentionIds.map(shortUser),
      mentionedRoles: roleNames(record.mentionRoleIds),
      createdAt,
      editedAt: editedAt ?? null,
      edits,
      pending: isPending(record),
    };
  }

  const channel = (record: ChannelRecord) => ({
    id: record.id,
    name: record.name,
    kind: record.kind,
    topic: record.topic ?? null,
    onlyRole: state.roles.get(onlyRoleId(state, record) ?? '')?.name ?? null,
  });

  const isOffered = (user: UserRecord, command: CommandRecord): boolean =>
    [...state.channels.values()].some((place) => canUseCommand(state, {user, channel: place}, command));

  const withMembers = (record: ChannelRecord) => ({
    ...channel(record),
    parent: record.parentId ?? null,
    archived: record.archived,
    members: record.memberIds.map(shortUser),
  });

  return {
    user,
    channel,
    message,
    history: ({history}) => history.map((version) => ({...version, attachments: attachments(version)})),
    interaction({id, state: now, code, modal, messageIds}) {
      return {
        id,
        state: now,
        ...(code === undefined ? {} : {code}),
        ...(modal === undefined ? {} : {modal}),
        messages: messageIds,
      };
    },
    state(person) {
      const channels = [...state.channels.values()];
      const isThread = ({kind}: ChannelRecord) => kind === 'public-thread' || kind === 'private-thread';
      return {
        guild: {id: state.guildId, name: state.guilds.get(state.guildId)?.name ?? ''},
        channels: channels.filter(({kind}) => kind === 'text').map(channel),
        threads: channels.filter(isThread).map(withMembers),
        dms: channels.filter(({kind}) => kind === 'dm').map(withMembers),
        users: [...state.users.values()].filter(({isBot}) => !isBot).map(user),
        bot: shortUser(state.botUserId),
        roles: roleNames([...state.roles.keys()]),
        commands: [...state.commands.values()]
          .filter((command) => person === undefined || isOffered(person, command))
          .map((command) => asShown(objects.command(command), person?.locale ?? Locale.EnglishUS)),
        applicationId: state.applicationId,
        forgetsEphemeral: state.settings?.forgetsEphemeral ?? false,
        links,
      };
    },
  };
}
