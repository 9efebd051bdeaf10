import type {LogSpace} from './log-space.ts';

export interface LogOptions {
  tailLines?: number;
  sinceMs?: number;
  hasTimestamps: boolean;
  limitBytes?: number;
}

interface Line {
  atMs: number;
  text: string;
}

/** What a line takes besides its text. */
const lineBytes = 64;
/** A line that is longer is cut, as a container runtime does it. */
const maxLine = 16 * 1024;

/** What one run of a container printed; older lines are dropped, as a node rotates its log files. */
export class ContainerLog {
  #lines: Line[] = [];
  #bytes = 0;
  #unfinished = '';
  readonly #followers = new Set<(line: Line) => void>();
  readonly #now: () => number;
  readonly #space: LogSpace;
  #isEnded = false;
  #isDropped = false;
  readonly #endListeners = new Set<() => void>();

  constructor(now: () => number, space: LogSpace) {
    this.#now = now;
    this.#space = space;
  }

  write(bytes: Uint8Array): void {
    const parts = (this.#unfinished + Buffer.from(bytes).toString('utf8')).split('\n');
    this.#unfinished = parts.pop() ?? '';
    for (const text of parts) this.#append(`${text}\n`);
    for (; this.#unfinished.length > maxLine; this.#unfinished = this.#unfinished.slice(maxLine)) {
      this.#append(this.#unfinished.slice(0, maxLine));
    }
  }

  /** No more will come. */
  end(): void {
    if (this.#unfinished !== '') this.#append(this.#unfinished);
    this.#unfinished = '';
    this.#isEnded = true;
    for (const listener of this.#endListeners) listener();
  }

  /** Nobody will read it any more. */
  drop(): void {
    this.#isDropped = true;
    this.#lines = [];
    this.#space.take(-this.#bytes);
    this.#bytes = 0;
  }

  read(options: LogOptions): string {
    const {tailLines, sinceMs = 0, limitBytes = Infinity} = options;
    const recent = this.#lines.filter(({atMs}) => atMs >= sinceMs);
    const shown = tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines));
    const text = shown.map((line) => format(line, options.hasTimestamps)).join('');
    return text.length > limitBytes ? text.slice(0, limitBytes) : text;
  }

  /** Calls back for every later line and once at the end; the returned function stops that. */
  follow({
    line,
    end,
    hasTimestamps,
  }: {
    line: (text: string) => void;
    end: () => void;
    hasTimestamps: boolean;
  }): () => void {
    if (this.#isEnded) {
      end();
      return () => undefined;
    }
    const follower = (one: Line): void => line(format(one, hasTimestamps));
    this.#followers.add(follower);
    this.#endListeners.add(end);
    return () => {
      this.#followers.delete(follower);
      this.#endListeners.delete(end);
    };
  }

  #keep(line: Line): void {
    this.#lines.push(line);
    this.#takeSpace(sizeOf(line));
    const {limitBytes} = this.#space;
    if (this.#bytes <= limitBytes) return;
    // More than has to go, so that not every line has to move all others.
    let dropped = 0;
    for (let freed = 0; this.#bytes - freed > limitBytes * 0.9 && dropped < this.#lines.length - 1; dropped++) {
      freed += sizeOf(this.#lines[dropped]);
    }
    const gone = this.#lines.splice(0, dropped);
    this.#takeSpace(-gone.reduce((sum, one) => sum + sizeOf(one), 0));
  }

  #takeSpace(bytes: number): void {
    this.#bytes += bytes;
    this.#space.take(bytes);
  }

  #append(text: string): void {
    const line = {atMs: this.#now(), text};
    if (!this.#isDropped) this.#keep(line);
    for (const follower of this.#followers) follower(line);
  }
}

function sizeOf(line: Line | undefined): number {
  return line === undefined ? 0 : line.text.length + lineBytes;
}

function format({atMs, text}: Line, hasTimestamps: boolean): string {
  return hasTimestamps ? `${new Date(atMs).toISOString().replace('Z', '000000Z')} ${text}` : text;
}
