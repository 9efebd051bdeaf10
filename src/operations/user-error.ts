import type {Said} from '#src/words/said.ts';

/** What went wrong, in a word that code and tests can rely on. */
export type UserErrorCode =
  | 'bad-input'
  | 'unsupported'
  | 'not-found'
  | 'refused'
  | 'no-workshop'
  | 'no-sandbox'
  | 'conflict'
  | 'deadline'
  | 'unavailable'
  | 'too-fast';

/**
 * The one error that is meant for a person. Everything else that is thrown is a bug or a failure of the
 * infrastructure: it is logged whole and shown as a reference.
 */
export class UserError extends Error {
  readonly code: UserErrorCode;
  /** What the person can do next: one sentence, or a line to type. */
  readonly next: string | undefined;

  constructor(code: UserErrorCode, said: string | Said, options: {next?: string; cause?: unknown} = {}) {
    const {message, next}: Partial<Said> = typeof said === 'string' ? {message: said} : said;
    super(message, options.cause === undefined ? {} : {cause: options.cause});
    this.name = 'UserError';
    this.code = code;
    this.next = options.next ?? next;
  }
}
