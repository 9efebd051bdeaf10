import type {Positions} from '../yaml/positions.ts';
import type {SandboxSpec} from '../sandbox.ts';

/** What the rewriting of one object is told, and where it says what it did. */
export interface RewriteContext {
  readonly spec: SandboxSpec;
  readonly positions: Positions;
  /** Adds a note about the object, to be read after its kind and name. */
  readonly note: (said: string) => void;
}
