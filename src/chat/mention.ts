/** A person, as the chat links and notifies them. */
export const mention = (userId: string): string => `<@${userId}>`;

/** All who have a role. */
export const roleMention = (roleId: string): string => `<@&${roleId}>`;

/** A channel or a thread, as the chat links it. */
export const channelLink = (channelId: string): string => `<#${channelId}>`;
