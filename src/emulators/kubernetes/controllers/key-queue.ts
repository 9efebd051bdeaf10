/**
 * Reconciles by key: a key that is added several times before its turn is handled once, and what is handled is the
 * state as it is then. A key that fails is tried again a little later.
 */
export class KeyQueue {
  private readonly keys = new Set<string>();
  private isScheduled = false;
  private isClosed = false;
  private readonly reconcile: (key: string) => void;
  private readonly onError: (key: string, error: unknown) => void;

  constructor({
    reconcile,
    onError,
  }: {
    reconcile: (key: string) => void;
    onError: (key: string, error: unknown) => void;
  }) {
    this.reconcile = reconcile;
    this.onError = onError;
  }

  add(key: string): void {
    if (this.isClosed) return;
    this.keys.add(key);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.drain());
  }

  close(): void {
    this.isClosed = true;
    this.keys.clear();
  }

  private drain(): void {
    this.isScheduled = false;
    const keys = [...this.keys];
    this.keys.clear();
    for (const key of keys) {
      try {
        this.reconcile(key);
      } catch (error) {
        this.onError(key, error);
      }
    }
  }
}
