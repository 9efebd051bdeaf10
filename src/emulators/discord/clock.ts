/** What the emulator knows of time. Every deadline in it waits on this clock, so that a test can move it. */
export interface EmulatorClock {
  /** Milliseconds since 1970, as the emulator sees it. */
  now: () => number;
  /** Runs `act` once when the emulator's time reaches `timeMs`; the returned function takes that back. */
  at: (timeMs: number, act: () => void) => () => void;
  /** Moves time forward and runs what has fallen due, oldest first. */
  advance: (ms: number) => void;
  close: () => void;
}

interface Alarm {
  timeMs: number;
  act: () => void;
}

/** setTimeout takes a signed 32-bit number of milliseconds. */
const longestTimeoutMs = 2 ** 31 - 1;

/** A clock that runs with the machine's, plus whatever it has been advanced by. */
export function createEmulatorClock(offsetMs = 0): EmulatorClock {
  const alarms = new Set<Alarm>();
  let timer: NodeJS.Timeout | undefined;
  let wakesAtMs = Infinity;
  const now = () => Date.now() + offsetMs;

  function earliest(): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of alarms) if (!first || alarm.timeMs < first.timeMs) first = alarm;
    return first;
  }

  function wakeAt(timeMs: number): void {
    clearTimeout(timer);
    wakesAtMs = timeMs;
    timer = setTimeout(runDue, Math.min(Math.max(timeMs - now(), 0), longestTimeoutMs)).unref();
  }

  function runDue(): void {
    let alarm = earliest();
    for (; alarm && alarm.timeMs <= now(); alarm = earliest()) {
      alarms.delete(alarm);
      alarm.act();
    }
    wakesAtMs = Infinity;
    if (alarm) wakeAt(alarm.timeMs);
  }

  return {
    now,
    at(timeMs, act) {
      const alarm = {timeMs, act};
      alarms.add(alarm);
      if (timeMs < wakesAtMs) wakeAt(timeMs);
      return () => {
        alarms.delete(alarm);
      };
    },
    advance(ms) {
      offsetMs += ms;
      runDue();
    },
    close() {
      clearTimeout(timer);
      alarms.clear();
    },
  };
}
