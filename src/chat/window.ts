/** A window to fill in, with one field. */
export interface ChatWindow {
  /** Begins with the name of the command that takes what is sent; what follows a colon is its argument. At most `idLimit`. */
  readonly id: string;
  readonly title: string;
  readonly field: {
    readonly id: string;
    readonly label: string;
    readonly description?: string;
    readonly isLong: boolean;
    /** In characters, at most `fieldLimit`. */
    readonly maxLength: number;
    /** What it holds when the window opens. */
    readonly text?: string;
  };
}

/** @see https://discord.com/developers/docs/components/reference#text-input */
export const fieldLimit = 4_000;
