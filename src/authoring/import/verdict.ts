import type {JsonObject} from '#src/kubernetes/json.ts';
export type Verdict = 'understood' | 'instead' | 'refused';

/** What is said of a line, or of an object of a manifest: one line of `--json`. */
export interface Judged {
  readonly kind: 'line' | 'manifest';
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly verdict: Verdict;
  readonly reason: string | undefined;
  readonly instead: string | undefined;
  /** What is told besides to who is refused; for people. */
  readonly next?: string;
}

export interface JudgedLine extends Judged {
  readonly kind: 'line';
  /** The title under which it stands, and where that is; undefined above the first. */
  readonly heading: {readonly title: string; readonly line: number} | undefined;
  /** As a lab would have it, with the files that it uses by their paths in the lab's folder; of what is understood. */
  readonly taken?: {
    readonly line: string;
    readonly files: readonly string[];
    readonly images: readonly string[];
    /** The Namespaces that it makes by itself. */
    readonly made: readonly JsonObject[];
    readonly isReadOnly: boolean;
  };
}

/** A line for another program, which nobody has to type here or nobody can. */
export interface OtherLine {
  readonly file: string;
  readonly line: number;
  readonly program: string;
  readonly isNeeded: boolean;
}
