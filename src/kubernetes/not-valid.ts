import type {Said} from '#src/words/said.ts';

/** What Kubernetes would not take, in words for whoever gave it. */
export class NotValid extends Error {
  /** What to write or to look at instead, in a sentence. */
  readonly next: string | undefined;

  constructor(said: string | Said) {
    const {message, next}: Partial<Said> = typeof said === 'string' ? {message: said} : said;
    super(message);
    this.name = 'NotValid';
    this.next = next;
  }
}
