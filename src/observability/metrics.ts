import {collectDefaultMetrics, Counter, Gauge, Histogram, Registry} from 'prom-client';

/** What is counted, in Prometheus' terms. @see https://prometheus.io/docs/practices/naming/ */
export interface Metrics {
  readonly registry: Registry;
  readonly commands: Counter<'kind' | 'result'>;
  /** From the interaction to the end of the operation. */
  readonly commandSeconds: Histogram<'kind'>;
  readonly replies: Counter<'result'>;
  readonly openLanes: Gauge;
  /** 1 while a connection of the gateway stands; nothing where this process has none. */
  readonly gatewayShardUp: Gauge<'shard'>;
  /** What the chat counts against the address: 10,000 in 10 min keep it out. */
  readonly invalidRequests: Counter<'status'>;
  /** NaN where Redis does not tell. */
  readonly redisUsedBytes: Gauge;
  readonly redisLimitBytes: Gauge;
  /** 1 while large things are cut or refused. */
  readonly redisNearlyFull: Gauge;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({register: registry});
  const registers = [registry];
  return {
    registry,
    commands: new Counter({
      name: 'labrador_commands_total',
      help: 'Commands that ended',
      labelNames: ['kind', 'result'],
      registers,
    }),
    commandSeconds: new Histogram({
      name: 'labrador_command_seconds',
      help: 'From the interaction to the end of its operation',
      labelNames: ['kind'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180],
      registers,
    }),
    replies: new Counter({
      name: 'labrador_replies_total',
      help: 'Answers by the way they took',
      labelNames: ['result'],
      registers,
    }),
    openLanes: new Gauge({name: 'labrador_open_lanes', help: 'Lanes that this process serves', registers}),
    gatewayShardUp: new Gauge({
      name: 'labrador_gateway_shard_up',
      help: 'Whether a connection of the gateway stands',
      labelNames: ['shard'],
      registers,
    }),
    invalidRequests: new Counter({
      name: 'labrador_chat_invalid_requests_total',
      help: 'Requests that the chat refused and counts: 401, 403, and 429 of our own making',
      labelNames: ['status'],
      registers,
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
}
