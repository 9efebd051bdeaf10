import {UserError} from '#src/operations/user-error.ts';

/**
 * What came of it; undefined when it was refused in words for a person, which `judge` may look at.
 * @throws whatever else was thrown, since that is a bug
 */
export function unlessRefused<Result>(act: () => Result, judge?: (refusal: UserError) => void): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    judge?.(error);
    return undefined;
  }
}
