import type {OpenWorkshops} from '#src/classroom/open-workshops.ts';
import type {Log} from '#src/lifecycle/log.ts';
import {Repeated} from '#src/lifecycle/repeated.ts';
import type {Closable} from '#src/lifecycle/closing-stack.ts';
import type {Metrics} from '#src/observability/metrics.ts';
import {readLines} from '#src/queue/read-lines.ts';
import type {Store} from '#src/store/store.ts';

/** How often the lines are looked at, in ms: a scrape finds what was known then. */
const everyMs = 5_000;

/** Keeps what the leading bot knows of its classes, and of who waits, where it can be scraped. */
export function measureClasses({
  store,
  workshops,
  isHeld,
  metrics,
  log,
}: {
  readonly store: Store;
  readonly workshops: Pick<OpenWorkshops, 'list'>;
  /** Whether this bot still leads. */
  readonly isHeld: () => boolean;
  readonly metrics: Metrics;
  readonly log: Log;
}): Closable {
  const look = async (): Promise<void> => {
    metrics.leading.set(isHeld() ? 1 : 0);
    const open = workshops.list();
    for (const state of ['open', 'paused', 'closing'] as const) {
      metrics.workshops.set({state}, open.filter(({workshop}) => workshop.state === state).length);
    }
    metrics.learners.set(sum(open.map(({directory}) => directory.list().length)));
    const lines = await readLines({redis: store.redis, prefix: store.key()});
    metrics.commandsInLine.set({state: 'running'}, lines.running);
    metrics.commandsInLine.set({state: 'waiting'}, lines.waiting);
    metrics.commandsInLine.set({state: 'paused'}, lines.paused);
    metrics.oldestCommandSeconds.set(
      lines.oldestAt === undefined ? 0 : Math.max(0, Date.now() - lines.oldestAt) / 1_000,
    );
    metrics.repliesUnderWay.set(lines.replies);
    const places = await Promise.all(open.map(async (one) => one.places.list()));
    metrics.learnersInLine.set(places.flat().length);
    const help = (await Promise.all(open.map(async (one) => one.help.list()))).flat();
    const taken = help.filter(({takenBy}) => takenBy !== undefined).length;
    metrics.helpRequests.set({state: 'taken'}, taken);
    metrics.helpRequests.set({state: 'waiting'}, help.length - taken);
  };
  const looks = new Repeated({
    work: look,
    everyMs,
    failed: (error) => log('how classes stand could not be measured', error),
  });
  void looks.startAtOnce();
  return {close: async () => looks.close()};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
