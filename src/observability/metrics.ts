import {collectDefaultMetrics, Counter, Gauge, Histogram, Registry} from 'prom-client';

/** What is counted, in Prometheus' terms. @see https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  readonly registry: Registry;
  /** 1 for what this process can't do its work without and has, 0 for what is missing: the parts of `/readyz`. */
  readonly up: Gauge<'part'>;
  /** 1 while this bot is the one at work. */
  readonly leading: Gauge;
  readonly commands: Counter<'kind' | 'result'>;
  /** From the interaction to the end of the operation. */
  readonly commandSeconds: Histogram<'kind'>;
  /** The first part of that: until it began. Of what a person waits for, not of facilitators' work on many sandboxes. */
  readonly commandWaitSeconds: Histogram;
  /** The rest of it. */
  readonly commandRunSeconds: Histogram<'kind'>;
  /** From the making of an interaction to the chat's having taken its first answer, of which it waits 3 s. */
  readonly firstAnswerSeconds: Histogram<'kind'>;
  /** What the chat had given up by then, so that nothing of it was done. */
  readonly tooLate: Counter;
  /** `late` are those that wait for a click. */
  readonly replies: Counter<'result'>;
  /** What was thrown and is no person's mistake: each has its line in the log. */
  readonly bugs: Counter<'where'>;
  readonly openLanes: Gauge;
  readonly commandsInLine: Gauge<'state'>;
  /** 0 when none waits. Those of a paused workshop are not meant. */
  readonly oldestCommandSeconds: Gauge;
  readonly repliesUnderWay: Gauge;
  readonly workshops: Gauge<'state'>;
  readonly learners: Gauge;
  readonly learnersInLine: Gauge;
  readonly helpRequests: Gauge<'state'>;
  /** 1 while a connection of the gateway stands; nothing where this process has none. */
  readonly gatewayShardUp: Gauge<'shard'>;
  /** What the chat counts against the address: 10,000 in 10 min keep it out. */
  readonly invalidRequests: Counter<'status'>;
  /** Until the API server's answer began. */
  readonly clusterRequestSeconds: Histogram<'kind' | 'code'>;
  readonly watchRestarts: Counter;
  /** NaN where Redis does not tell. */
  readonly redisUsedBytes: Gauge;
  readonly redisLimitBytes: Gauge;
  /** 1 while large things are cut or refused. */
  readonly redisNearlyFull: Gauge;
}

/** Which parts of Labrador a process is: what it does not do it does not count. */
export interface MeasuredProcess {
  readonly role: 'all' | 'bot' | 'worker';
  readonly version: string;
  /** What this process can't do its work without, and whether it has it; asked at each scrape. */
  readonly parts: () => Promise<ReadonlyMap<string, boolean>>;
}

const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];

export function createMetrics({role, version, parts}: MeasuredProcess): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({register: registry});
  const registers = [registry];
  const ofBot = role === 'worker' ? [] : registers;
  const ofWorker = role === 'bot' ? [] : registers;
  new Gauge({
    name: 'labrador_build_info',
    help: 'Which process of which version this is; always 1',
    labelNames: ['role', 'version'],
    registers,
  }).set({role, version}, 1);
  const metrics = {
    registry,
    up: new Gauge({
      name: 'labrador_up',
      help: 'Whether a part that this process can not do its work without is there',
      labelNames: ['part'],
      registers,
      async collect() {
        const found = await parts();
        // what is not asked of this process any more, or not yet, is neither there nor missing
        this.reset();
        for (const [part, isThere] of found) this.set({part}, isThere ? 1 : 0);
      },
    }),
    leading: new Gauge({
      name: 'labrador_leading',
      help: 'Whether this bot is the one at work',
      registers: ofBot,
    }),
    commands: new Counter({
      name: 'labrador_commands_total',
      help: 'Commands that ended',
      labelNames: ['kind', 'result'],
      registers: ofWorker,
    }),
    commandSeconds: new Histogram({
      name: 'labrador_command_seconds',
      help: 'From the interaction to the end of its operation',
      labelNames: ['kind'],
      buckets: seconds,
      registers: ofWorker,
    }),
    commandWaitSeconds: new Histogram({
      name: 'labrador_command_wait_seconds',
      help: 'From the interaction to the beginning of its operation',
      buckets: seconds,
      registers: ofWorker,
    }),
    commandRunSeconds: new Histogram({
      name: 'labrador_command_run_seconds',
      help: 'From the beginning of an operation to its end',
      labelNames: ['kind'],
      buckets: seconds,
      registers: ofWorker,
    }),
    firstAnswerSeconds: new Histogram({
      name: 'labrador_first_answer_seconds',
      help: 'From the making of an interaction to the first answer that the chat took',
      labelNames: ['kind'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3],
      registers: ofBot,
    }),
    tooLate: new Counter({
      name: 'labrador_too_late_interactions_total',
      help: 'Interactions that the chat had given up before their first answer, so that nothing was done',
      registers: ofBot,
    }),
    replies: new Counter({
      name: 'labrador_replies_total',
      help: 'Answers by the way they took',
      labelNames: ['result'],
      registers: ofWorker,
    }),
    bugs: new Counter({
      name: 'labrador_bugs_total',
      help: 'What failed by nobody’s mistake: the person got a reference, the log has the whole',
      labelNames: ['where'],
      registers,
    }),
    openLanes: new Gauge({
      name: 'labrador_open_lanes',
      help: 'Lanes in which this process does something now',
      registers: ofWorker,
    }),
    commandsInLine: new Gauge({
      name: 'labrador_commands_in_line',
      help: 'Commands that run, that wait, and that wait in a paused workshop',
      labelNames: ['state'],
      registers: ofBot,
    }),
    oldestCommandSeconds: new Gauge({
      name: 'labrador_oldest_waiting_command_seconds',
      help: 'How long the command has waited that has waited longest, paused workshops aside',
      registers: ofBot,
    }),
    repliesUnderWay: new Gauge({
      name: 'labrador_replies_under_way',
      help: 'Answers of commands that ended, on their way to the chat or to be tried again',
      registers: ofBot,
    }),
    workshops: new Gauge({
      name: 'labrador_workshops',
      help: 'Workshops that are not closed',
      labelNames: ['state'],
      registers: ofBot,
    }),
    learners: new Gauge({name: 'labrador_learners', help: 'Learners with a sandbox', registers: ofBot}),
    learnersInLine: new Gauge({
      name: 'labrador_learners_in_line',
      help: 'Learners who wait for a sandbox',
      registers: ofBot,
    }),
    helpRequests: new Gauge({
      name: 'labrador_help_requests',
      help: 'Requests for help that nobody has taken, and that a facilitator has',
      labelNames: ['state'],
      registers: ofBot,
    }),
    gatewayShardUp: new Gauge({
      name: 'labrador_gateway_shard_up',
      help: 'Whether a connection of the gateway stands',
      labelNames: ['shard'],
      registers: ofBot,
    }),
    invalidRequests: new Counter({
      name: 'labrador_chat_invalid_requests_total',
      help: 'Requests that the chat refused and counts: 401, 403, and 429 of our own making',
      labelNames: ['status'],
      registers,
    }),
    clusterRequestSeconds: new Histogram({
      name: 'labrador_cluster_request_seconds',
      help: 'From a request to the API server to the beginning of its answer',
      labelNames: ['kind', 'code'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    watchRestarts: new Counter({
      name: 'labrador_watch_restarts_total',
      help: 'Watches of the cluster that were lost and begun again',
      registers: ofBot,
    }),
    redisUsedBytes: new Gauge({
      name: 'labrador_redis_used_bytes',
      help: 'Memory that Redis uses of its limit',
      registers,
    }),
    redisLimitBytes: new Gauge({
      name: 'labrador_redis_limit_bytes',
      help: 'The maxmemory of Redis, or all that its machine has',
      registers,
    }),
    redisNearlyFull: new Gauge({
      name: 'labrador_redis_nearly_full',
      help: 'Whether Redis is so full that long answers are cut and large manifests refused',
      registers,
    }),
  };
  // from 0 on: the first of them is seen as a rise
  for (const status of [401, 403, 429]) metrics.invalidRequests.inc({status}, 0);
  if (role !== 'worker') metrics.bugs.inc({where: 'interaction'}, 0);
  if (role !== 'bot') {
    metrics.bugs.inc({where: 'operation'}, 0);
    for (const result of ['edited', 'card', 'late', 'task'] as const) metrics.replies.inc({result}, 0);
  }
  return metrics;
}
