/**
 * What a process ends with, so that whatever starts it knows whether another start is of use.
 * @see docs/operators.md#how-a-process-ends
 */
export const exitCodes = {
  /** It was asked to. */
  asked: 0,
  /** A mistake of ours. */
  bug: 1,
  /** What it did is somebody else's by now, or broke off: a new start may do it. `EX_TEMPFAIL` of sysexits. */
  again: 75,
  /** The chat lets the bot in no more. `EX_NOPERM`. */
  refused: 77,
  /** A setting, or what a setting names, can't be worked with. `EX_CONFIG`. */
  setting: 78,
} as const;

type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The process is to end; the message is a sentence for whoever runs it. */
export class EndOfProcess extends Error {
  override readonly name: string = 'EndOfProcess';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
