import {setTimeout as sleep} from 'node:timers/promises';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {openProcesses, type Processes, type RunningProcess} from '#test/support/processes.ts';

export type Role = 'bot' | 'worker';

/** How long whoever supervises takes to start a process that ended, in ms. */
const restartMs = 1_000;
/** Learners that share a node. */
const learnersPerNode = 15;

/** Two bots and two workers on one Redis, each a process that is started again when it ends, as operators run them. */
export class Room {
  readonly processes: Processes;
  readonly #running: Record<Role, Set<RunningProcess>> = {bot: new Set(), worker: new Set()};
  readonly #ends: string[] = [];
  #isClosing = false;

  private constructor(processes: Processes) {
    this.processes = processes;
  }

  static async open(learners: number): Promise<Room> {
    const count = Math.max(3, Math.ceil(learners / learnersPerNode));
    const nodes = Array.from({length: count}, (_, at) => `node-${at + 1}`);
    const room = new Room(await openProcesses(await emulatedCluster(nodes)));
    for (const role of ['bot', 'worker', 'bot', 'worker'] as const) await room.#start(role);
    return room;
  }

  /** The bot that leads: the one that has said that it is ready. */
  get leader(): RunningProcess {
    const leader = [...this.#running.bot].find((bot) => /^ready /m.test(bot.output()));
    if (leader === undefined) throw new Error('no bot leads');
    return leader;
  }

  get workers(): readonly RunningProcess[] {
    return [...this.#running.worker];
  }

  /** What of the processes ended since it was last asked for. */
  takeEnds(): readonly string[] {
    return this.#ends.splice(0);
  }

  /** Until a bot leads and all four are there. */
  async isWhole(): Promise<boolean> {
    const {bot, worker} = this.#running;
    return bot.size === 2 && worker.size === 2 && [...bot].some((one) => /^ready /m.test(one.output()));
  }

  /** What the API server is told to do wrong. @see control-api.ts of the emulated cluster */
  async disturbCluster(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.processes.admin.url}/_emulator${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  async calmCluster(): Promise<void> {
    await fetch(`${this.processes.admin.url}/_emulator/faults`, {method: 'DELETE'});
  }

  /** What all processes have printed lately. */
  lastLines(count: number): string {
    return [...this.#running.bot, ...this.#running.worker]
      .map((one) => one.output().split('\n').slice(-count).join('\n'))
      .join('\n---\n');
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.processes.close();
  }

  async #start(role: Role): Promise<void> {
    const running = await this.processes.start(role, {until: /^(?:ready|standby) /m});
    this.#running[role].add(running);
    void this.#supervise(role, running);
  }

  async #supervise(role: Role, running: RunningProcess): Promise<void> {
    const code = await running.ended;
    this.#running[role].delete(running);
    if (this.#isClosing) return;
    this.#ends.push(`${role} ${code ?? 'killed'}`);
    // one that does not come up, as what it needs is away, is started again
    for (;;) {
      await sleep(restartMs);
      if (this.#isClosing) return;
      try {
        return await this.#start(role);
      } catch (error) {
        this.#ends.push(`${role} did not start: ${String(error).split('\n')[0] ?? ''}`);
      }
    }
  }
}
