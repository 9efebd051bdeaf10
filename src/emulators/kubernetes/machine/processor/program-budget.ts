import type {Computing, ProcessorShare} from './processor.ts';

/** What one program may use up with all that it starts, and so much more for each second that it lives. */
const budget = {steps: 5_000_000, computedMs: 5000};
const perSecond = {steps: 50_000, computedMs: 20};

/** Thrown into what goes on though its program has ended. */
class EndedError extends Error {
  override name = 'EndedError';
}

/**
 * What a program uses of the processor, its loops, pipes and all programs that it starts together. It is counted in steps
 * of the interpreters (a command, a statement or expression of awk), and in time. What goes over it is ended.
 */
export class ProgramBudget implements Computing {
  readonly share: ProcessorShare;
  readonly #end: () => void;
  readonly #beganAtMs: number;
  #steps = 0;
  #computedMs = 0;
  /** Whether it was used up, and the program ended for that. */
  isOver = false;
  #isEnded = false;

  /** @param end ends the program, which is told once */
  constructor(share: ProcessorShare, end: () => void) {
    this.share = share;
    this.#end = end;
    this.#beganAtMs = share.processor.clock.now();
  }

  used(ms: number): void {
    this.#computedMs += ms;
  }

  /**
   * A step of an interpreter.
   * @returns what has to be awaited before the next one, if anything
   * @throws EndedError once the program has ended
   */
  step(): Promise<void> | undefined {
    const {processor} = this.share;
    this.#steps += 1;
    if (this.#isEnded) throw new EndedError('the program has ended');
    if (!processor.isTurnOver(this)) return undefined;
    this.#endIfUsedUp();
    return this.#isEnded ? Promise.resolve() : processor.nextTurn(this);
  }

  /** The program has ended in another way: what of it goes on is stopped at its next step. */
  close(): void {
    this.#isEnded = true;
  }

  /** What can't wait looks whether it may go on. */
  look(): void {
    this.#steps += 1;
    if (!this.#isEnded && this.share.processor.isTurnOver(this)) this.#endIfUsedUp();
  }

  #isUsedUp(): boolean {
    const {processor} = this.share;
    const livedSeconds = (processor.clock.now() - this.#beganAtMs) / 1000;
    const computedMs = this.#computedMs + processor.stretchMs();
    return (
      this.#steps > budget.steps + perSecond.steps * livedSeconds ||
      computedMs > budget.computedMs + perSecond.computedMs * livedSeconds
    );
  }

  #endIfUsedUp(): void {
    if (!this.#isUsedUp()) return;
    this.isOver = true;
    this.#isEnded = true;
    this.#end();
  }
}
