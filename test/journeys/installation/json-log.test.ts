import {once} from 'node:events';
import {writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openStarts, type Starts} from '#test/support/starts.ts';
import {waitUntil} from '#test/support/wait-until.ts';

/** As Redis says it to whom it takes for a stranger, before it closes. */
const denied =
  '-DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user.\r\n';
const warning = 'something of the runtime is old';

let starts: Starts;
beforeEach(async () => {
  starts = await openStarts();
});
afterEach(async () => starts.close());

test('what Node and libraries print by themselves stands in the log, an object a line, and says nothing wrong', async () => {
  let connections = 0;
  const redis = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).end(denied);
  }).listen(0, '127.0.0.1');
  await once(redis, 'listening');
  const address = redis.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const kubeconfig = join(starts.folder, 'kubeconfig');
  await writeFile(
    kubeconfig,
    JSON.stringify({
      clusters: [{name: 'c', cluster: {server: 'http://127.0.0.1:9'}}],
      contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
      users: [{name: 'u', user: {token: 't'}}],
      'current-context': 'x',
    }),
  );
  const warns = `setTimeout(() => process.emitWarning(${JSON.stringify(warning)}), 2000)`;
  try {
    const worker = starts.start(
      {
        REDIS_URL: `redis://127.0.0.1:${port}`,
        DISCORD_TOKEN: 'x.y.z',
        DISCORD_API: 'http://127.0.0.1:9/api',
        CLUSTER: 'kubeconfig',
        KUBECONFIG: kubeconfig,
        LOG_LEVEL: 'info',
        LOG_FORMAT: 'json',
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(warns)}`,
      },
      ['worker'],
    );
    await waitUntil(
      'it has looked again, and warned',
      async () => (connections >= 3 && worker.output().includes(warning) ? true : undefined),
      {withinMs: 60_000, seen: worker.lines},
    );
    // of standard output are the first ones
    const printed = worker.lines().filter((line) => !/^(?:chat|cluster|redis|health) {2,}/.test(line));
    const said = printed.map((line) => (line.startsWith('{') ? (JSON.parse(line) as {msg: string}).msg : line));
    expect(said.sort()).toEqual([
      'Node warns',
      expect.stringMatching(/^Waiting for Redis: .* is in protected mode/),
      expect.stringMatching(/^Waiting for the cluster: .* refuses the connection/),
    ]);
  } finally {
    redis.close();
  }
}, 120_000);
