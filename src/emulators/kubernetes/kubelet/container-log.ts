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

/** Older lines are dropped beyond this, as a node rotates its log files. */
const MAX_BYTES = 1024 * 1024;

/** What one run of a container printed. */
export class ContainerLog {
  private lines: Line[] = [];
  private bytes = 0;
  private unfinished = '';
  private readonly followers = new Set<(line: Line) => void>();
  private readonly now: () => number;
  private isEnded = false;
  private readonly endListeners = new Set<() => void>();

  constructor(now: () => number) {
    this.now = now;
  }

  write(bytes: Uint8Array): void {
    const parts = (this.unfinished + Buffer.from(bytes).toString('utf8')).split('\n');
    this.unfinished = parts.pop() ?? '';
    for (const text of parts) this.append(`${text}\n`);
  }

  /** No more will come. */
  end(): void {
    if (this.unfinished !== '') this.append(this.unfinished);
    this.unfinished = '';
    this.isEnded = true;
    for (const listener of this.endListeners) listener();
  }

  read(options: LogOptions): string {
    const {tailLines, sinceMs = 0, limitBytes = Infinity} = options;
    const recent = this.lines.filter(({atMs}) => atMs >= sinceMs);
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
    if (this.isEnded) {
      end();
      return () => undefined;
    }
    const follower = (one: Line): void => line(format(one, hasTimestamps));
    this.followers.add(follower);
    this.endListeners.add(end);
    return () => {
      this.followers.delete(follower);
      this.endListeners.delete(end);
    };
  }

  private append(text: string): void {
    const line = {atMs: this.now(), text};
    this.lines.push(line);
    this.bytes += text.length;
    while (this.bytes > MAX_BYTES) this.bytes -= this.lines.shift()?.text.length ?? this.bytes;
    for (const follower of this.followers) follower(line);
  }
}

function format({atMs, text}: Line, hasTimestamps: boolean): string {
  return hasTimestamps ? `${new Date(atMs).toISOString().replace('Z', '000000Z')} ${text}` : text;
}
