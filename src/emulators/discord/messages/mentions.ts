import {AllowedMentionsTypes, type APIAllowedMentions} from 'discord-api-types/v10';
import type {ChatState, MessageBody} from '../state/state.ts';

type Mentions = Pick<MessageBody, 'mentionIds' | 'mentionRoleIds' | 'mentionsEveryone'>;

/** Whom a text notifies, once `allowed_mentions` has had its say; without it everybody named is.
 * @see https://docs.discord.com/developers/resources/message#allowed-mentions-object */
export function findMentions(options: {
  state: ChatState;
  text: string;
  allowed: APIAllowedMentions | undefined;
  repliedUserId: string | undefined;
}): Mentions {
  const {state, text, allowed, repliedUserId} = options;
  const isAllowed = (kind: AllowedMentionsTypes, id: string, listed: readonly string[] | undefined) =>
    allowed === undefined || (allowed.parse ?? []).includes(kind) || (listed ?? []).includes(id);

  const userIds = [...text.matchAll(/<@!?(\d+)>/g)].flatMap(([, id]) => (id && state.users.has(id) ? [id] : []));
  const roleIds = [...text.matchAll(/<@&(\d+)>/g)].flatMap(([, id]) => (id && state.roles.has(id) ? [id] : []));
  const mentionIds = userIds.filter((id) => isAllowed(AllowedMentionsTypes.User, id, allowed?.users));
  if (repliedUserId !== undefined && (allowed === undefined || allowed.replied_user === true))
    mentionIds.push(repliedUserId);
  return {
    mentionIds: [...new Set(mentionIds)],
    mentionRoleIds: [...new Set(roleIds.filter((id) => isAllowed(AllowedMentionsTypes.Role, id, allowed?.roles)))],
    mentionsEveryone: /@(everyone|here)\b/.test(text) && isAllowed(AllowedMentionsTypes.Everyone, '', undefined),
  };
}
