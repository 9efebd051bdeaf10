import {MessageFlags, MessageType} from 'discord-api-types/v10';
import type {MessageRecord} from '../state/state.ts';

/** Whether a message is the placeholder of an answer still to come. */
export function isPending(message: MessageRecord): boolean {
  return (message.flags & MessageFlags.Loading) !== 0;
}

/** The type of a message, by whether it answers a command. */
export function messageType(isCommandAnswer: boolean, isReply: boolean): MessageType {
  if (isCommandAnswer) return MessageType.ChatInputCommand;
  return isReply ? MessageType.Reply : MessageType.Default;
}

/** Of what the chat itself says, what nobody can delete.
 * @see https://docs.discord.com/developers/resources/message#message-object-message-types */
export const isUndeletable = (type: MessageType): boolean => type === MessageType.RecipientAdd;

/** Whether the chat itself says it, of what somebody did.
 * @see https://docs.discord.com/developers/resources/message#message-object-message-types */
export const isSystemMessage = (type: MessageType): boolean =>
  ![MessageType.Default, MessageType.Reply, MessageType.ChatInputCommand, MessageType.ContextMenuCommand].includes(
    type,
  );
