import {Redis} from 'ioredis';

/**
 * A connection that sends in one system call what is asked of Redis in one turn of the event loop: when many type at once,
 * each answer that is read brings requests of several commands, and on a small machine writing them one by one costs more
 * than making them.
 */
export class TurnRedis extends Redis {
  #held: Redis['stream'] | undefined;

  override sendCommand(...sent: Parameters<Redis['sendCommand']>): unknown {
    this.#hold();
    return super.sendCommand(...sent);
  }

  #hold(): void {
    const {stream} = this;
    // there is none before the first connection
    if (stream === undefined || stream === this.#held) return;
    this.#held = stream;
    stream.cork();
    setImmediate(() => {
      this.#held = undefined;
      stream.uncork();
    });
  }
}
