import {UserError} from '#src/operations/user-error.ts';
import {formatFieldPath, type FieldPath} from './field-path.ts';
import {words} from '#src/words/words.ts';

/** Where an object came from, so that an error can say which line it is about. */
export interface Positions {
  /** The file's path, or another name for the text that the learner knows it by. */
  readonly source: string;
  /** The line (from 1) of a field, or of the nearest field around it that exists; undefined in what has no lines. */
  lineOf(path: FieldPath): number | undefined;
  /**
   * A value without quotes, letter for letter, before YAML makes a number, true or null of it; undefined of anything else,
   * and of what has no lines.
   */
  typedAt(path: FieldPath): string | undefined;
}

/** Of an object that nobody wrote as text. */
export const withoutLines = (source: string): Positions => ({
  source,
  lineOf: () => undefined,
  typedAt: () => undefined,
});

interface FieldProblem {
  readonly positions: Positions;
  readonly path: FieldPath;
  /** What is wrong, to be read after the field's path: `is not allowed here`. */
  readonly problem: string;
  readonly next?: string | undefined;
}

/**
 * The error that refuses one field: `daemonset.yaml line 14: spec.hostNetwork is not allowed here`; without lines
 * `your patch: spec.hostNetwork is not allowed here`.
 */
export function fieldRefusal({positions, path, problem, next}: FieldProblem): UserError {
  const where = path.length === 0 ? words().policy.theObject : formatFieldPath(path);
  const {source} = positions;
  const line = positions.lineOf(path);
  const said = `${where} ${problem}`;
  const message =
    line === undefined
      ? words().yaml.about({what: source, said})
      : words().yaml.problemAt({source, line, problem: said});
  return new UserError('refused', message, next === undefined ? {} : {next});
}
