/** What a person is told of something that was not done. */
export interface Said {
  readonly message: string;
  /** What they can do next: one sentence, or a line to type. */
  readonly next: string;
}
