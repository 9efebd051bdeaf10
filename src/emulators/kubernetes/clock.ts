import {EmulatorClock} from '#src/emulators/core/clock.ts';

/** The cluster's time, which it can write as Kubernetes does. */
export class Clock extends EmulatorClock {
  /** RFC 3339, whole seconds, UTC. */
  timestamp(ms: number = this.now()): string {
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  }

  /** The same with microseconds, which it does not know. */
  microTimestamp(): string {
    return `${new Date(this.now()).toISOString().slice(0, 23)}000Z`;
  }
}
