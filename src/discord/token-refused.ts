/** What whoever runs the bot is told when the chat does not take its token. */
export const tokenRefused = 'The chat refuses DISCORD_TOKEN. Copy the bot’s token again from its application page.';
