/** A click on a button, or a choice from a select. */
export interface Press {
  readonly customId: string;
  /** What was chosen; empty for a button. */
  readonly values: readonly string[];
  /** The message that the button is on; where the answer takes its place, the interaction that it answered first. */
  readonly message: {readonly id: string; readonly interactionId: string | undefined};
}
