import type {Language} from '#src/words/language.ts';

/** Who asks for something, and where. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  /** The server; undefined outside of one. */
  readonly guildId: string | undefined;
  /** What the server speaks; the asker's own outside of one. */
  readonly guildLanguage: Language;
  /** Whether they may manage the server. */
  readonly managesServer: boolean;
  /** Names and ids of the roles that they have in the server. */
  readonly roles: readonly string[];
  /** The channel, and for a thread the one that it hangs from. */
  readonly channelIds: readonly string[];
  /** The thread, where it is one. */
  readonly threadId: string | undefined;
}
