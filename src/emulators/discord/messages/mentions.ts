import {AllowedMentionsTypes, PermissionFlagsBits, type APIAllowedMentions} from 'discord-api-types/v10';
import {channelPermissions} from '../state/permissions.ts';
import type {ChatState, MessageBody} from '../state/state.ts';

type Mentions = Pick<MessageBody, 'mentionIds' | 'mentionRoleIds' | 'mentionsEveryone'>;

/** Whom a text notifies, once `allowed_mentions` has had its say; without it everybody named is. Everyone, and roles that
 * are not for anyone to mention, are notified only by who may mention everyone.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object
 * @see https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
export function findMentions(options: {
  state: ChatState;
  text: string;
  authorId: string;
  channelId: string;
  allowed: APIAllowedMentions | undefined;
  repliedUserId: string | undefined;
}): Mentions {
  const {state, text, allowed, repliedUserId} = options;
  const isLoud = mayMentionEveryone(options);
  const isAllowed = (kind: AllowedMentionsTypes, id: string, listed: readonly string[] | undefined) =>
    allowed === undefined || (allowed.parse ?? []).includes(kind) || (listed ?? []).includes(id);

  const userIds = [...text.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => (id && state.users.has(id) ? [id] : []));
  const roleIds = [...text.matchAll(/<@&(\d+)>/g)].flatMap(([, id]) =>
    id && (state.roles.get(id)?.mentionable === true || (isLoud && state.roles.has(id))) ? [id] : [],
  );
  const mentionIds = userIds.filter((id) => isAllowed(AllowedMentionsTypes.User, id, allowed?.users));
  if (repliedUserId !== undefined && (allowed === undefined || allowed.replied_user === true))
    mentionIds.push(repliedUserId);
  return {
    mentionIds: [...new Set(mentionIds)],
    mentionRoleIds: [...new Set(roleIds.filter((id) => isAllowed(AllowedMentionsTypes.Role, id, allowed?.roles)))],
    mentionsEveryone:
      isLoud && /@(everyone|here)\b/.test(text) && isAllowed(AllowedMentionsTypes.Everyone, '', undefined),
  };
}

function mayMentionEveryone(options: {state: ChatState; authorId: string; channelId: string}): boolean {
  const author = options.state.users.get(options.authorId);
  const channel = options.state.channels.get(options.channelId);
  if (!author || !channel) return false;
  return (channelPermissions(options.state, author, channel) & PermissionFlagsBits.MentionEveryone) !== 0n;
}
