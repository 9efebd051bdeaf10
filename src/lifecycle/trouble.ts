/** Why a far end can't be used just now. */
export interface Trouble {
  /** What is wrong and what to do, whole sentences. Never with a password or a token. */
  readonly said: string;
  /** Whether no waiting mends it: a setting has to be changed, and the process started again. */
  readonly isForGood: boolean;
}
