/** Who asks for something, and where. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  /** The server; undefined outside of one. */
  readonly guildId: string | undefined;
  /** Names and ids of the roles that they have in the server. */
  readonly roles: readonly string[];
  /** The channel, and for a thread the one that it hangs from. */
  readonly channelIds: readonly string[];
}
