import {UserError, type UserErrorCode} from '../user-error.ts';
import {typeLine} from './type-line.ts';

/** Far more slips than a line has; each step mends one. */
const mostMends = 10;
/** A longer line would fill the screen, and one that is cut would say something else. */
const longestOffered = 600;

/**
 * Refuses a line where another would do. The other one is only thought of here: `tried` finds out whether it is
 * understood, and nobody is shown it before. `next` is what to say if it is not; without it, what stands in the other
 * line's way is told instead.
 */
export class LineRefusal extends UserError {
  readonly instead: string;

  constructor(code: UserErrorCode, message: string, {instead, next}: {instead: string; next?: string}) {
    super(code, message, next === undefined ? {} : {next});
    this.name = 'LineRefusal';
    this.instead = instead;
  }

  /** The same refusal, where another line would do. */
  with(instead: string): LineRefusal {
    return new LineRefusal(this.code, this.message, {
      instead,
      ...(this.next === undefined ? {} : {next: this.next}),
    });
  }
}

/** What to tell a person whose line was refused, and the line that would do, as it was read, if there is one. */
interface Tried {
  readonly told: UserError;
  readonly offered?: string;
}

/**
 * What to tell a person whose line was refused: with the line that would do, or without any. A line that is refused in its
 * turn may have another that would do.
 * @param read reads a line and returns it as it is shown
 */
export function tried(refusal: LineRefusal, read: (line: string) => string): Tried {
  const seen = new Set<string>();
  let last: UserError = refusal;
  while (last instanceof LineRefusal && !seen.has(last.instead) && seen.size < mostMends) {
    seen.add(last.instead);
    try {
      const offered = read(last.instead);
      return isOffered(offered)
        ? {told: withNext(refusal, typeLine(offered)), offered}
        : {told: withNext(refusal, refusal.next)};
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      last = error;
    }
  }
  const isTold = refusal.next !== undefined || last instanceof LineRefusal;
  return {told: isTold ? withNext(refusal, refusal.next) : last};
}

const isOffered = (line: string): boolean => line.length <= longestOffered && !line.includes('\n');

function withNext({code, message}: UserError, next: string | undefined): UserError {
  return new UserError(code, message, next === undefined ? {} : {next});
}
