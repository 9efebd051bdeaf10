/** What Kubernetes would not take, in words for whoever gave it. */
export class NotValid extends Error {
  /** What to write or to look at instead, in a sentence. */
  readonly next: string | undefined;

  constructor(message: string, options: {next?: string} = {}) {
    super(message);
    this.name = 'NotValid';
    this.next = options.next;
  }
}
