/** A person, as the chat links and notifies them. */
export const mention = (userId: string): string => `<@${userId}>`;

/** A channel or a thread, as the chat links it. */
export const channelLink = (channelId: string): string => `<#${channelId}>`;
