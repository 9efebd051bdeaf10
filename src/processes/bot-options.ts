import type {ApiServer} from '#src/cluster/api/api-client.ts';
import type {Identities} from '#src/cluster/api/identities.ts';
import type {Logger} from '#src/observability/logger.ts';
import type {Parts} from '#src/observability/health-server.ts';
import type {Metrics} from '#src/observability/metrics.ts';
import type {Outages} from '#src/lifecycle/outages.ts';
import type {MemoryWatch} from '#src/store/redis-memory.ts';
import type {Store} from '#src/store/store.ts';
import type {RateLimits} from '#src/answering/command-rate.ts';
import type {Labs} from '#src/classroom/open-workshops.ts';

export interface BotOptions {
  /** For the lock alone. What a leader does goes through connections of its own, on which Redis checks that it leads. */
  readonly store: Store;
  readonly redis: {readonly url: string; readonly prefix: string};
  readonly server: ApiServer;
  readonly identities: Identities;
  readonly discord: {readonly token: string; readonly api: string; readonly guildId: string | undefined};
  /** What is said of far ends that go away. */
  readonly outages: {readonly chat: Outages; readonly cluster: Outages};
  readonly channels: {readonly workshop: string; readonly facilitators: string};
  /** The name of the role whose members are facilitators. */
  readonly facilitatorsRole: string;
  readonly labs: Labs;
  /** The lab of the workshop that is open from the start. */
  readonly defaultLab: string;
  /** Commands and clicks that one person, and one server, may send in 15 s. */
  readonly rateLimits: RateLimits;
  /** How full Redis is. */
  readonly memory: MemoryWatch;
  /** What this process can't do its work without, and whether it is there. */
  readonly parts: () => Promise<Parts>;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Hears a line when a far end is waited for, why, and when it is no longer. */
  readonly sayWaiting: (line: string) => void;
}
