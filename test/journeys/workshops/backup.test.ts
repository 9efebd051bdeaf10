import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {emulatedCluster} from '#test/support/emulated-cluster.ts';
import {learnerWithPod, order, recoveryMs, visibleAnswers, write} from '#test/support/numbered-commands.ts';
import {openProcesses, type Processes} from '#test/support/processes.ts';
import {untilNoted, untilStored} from '#test/support/stored-operation.ts';
import {untilSeen} from './class.ts';

let processes: Processes;
afterEach(async () => processes?.close());

const backUp = 'redis-cli --rdb backup.rdb >&2 && cat backup.rdb && rm backup.rdb';
const bringIn =
  'rm -rf restored before && mkdir restored && cat > restored/appendonly.aof.1.base.rdb && echo "file appendonly.aof.1.base.rdb seq 1 type b" > restored/appendonly.aof.manifest';
const change = 'mv appendonlydir before && mv restored appendonlydir && redis-cli shutdown nosave';

test('docs/operators.md has the lines that are tried here', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'operators.md'), 'utf8');
  for (const line of [backUp, bringIn, change]) expect(page).toContain(line);
});

test('a class goes on from a backup of Redis that was taken while it worked', async () => {
  processes = await openProcesses(await emulatedCluster());
  const {chat, redis} = processes;
  const bot = await processes.start('bot');
  const worker = await processes.start('worker');
  const flo = (await chat.join('flo', ['facilitator'])).in('facilitators');
  await flo.types('/workshop extend capacity:2');
  const ada = await learnerWithPod(chat, 'ada');
  const [grace, linus] = [await chat.join('grace'), await chat.join('linus')];
  await grace.types('/lab start');
  await linus.types('/lab start');
  await grace.types('/help-me what:It does not work');
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\*/, /1 done/]);

  // one that runs, may not run twice and does not make way for others, and two behind it
  const running = await ada.sends('/kubectl command:exec daemonset/nginx -- sh -c "sleep 60; cat /etc/hosts"');
  await untilNoted(redis.url, running.id);
  const inLine = [await ada.sends(write(1)), await ada.sends(write(2))];
  for (const {id} of inLine) await untilStored(redis.url, id);
  const backup = await redis.shell(backUp);

  // what comes after it is not in it
  const after = await grace.types('/kubectl command:get pods');
  expect(await after.text()).toContain('No resources found');
  await flo.types('/workshop pause');
  await bot.kill();
  await worker.kill();
  await redis.shell(bringIn, backup);
  await redis.shell(change);
  await redis.stop();
  await redis.start();

  await processes.start('bot');
  await processes.start('worker');
  await running.answered(recoveryMs);
  expect(await running.text()).toContain('Interrupted');
  for (const answer of inLine) await answer.answered(recoveryMs);
  expect(await order(ada)).toEqual(['1', '2']);
  expect(await visibleAnswers(ada, [running, ...inLine])).toEqual([1, 1, 1]);

  const status = await (await flo.types('/workshop status')).text();
  expect(status).toMatch(/Joined: 2 · in line: 1/);
  expect(status).not.toContain('paused');
  await untilSeen(flo, 'facilitators', [/\*\*The class\*\*/, /1 done/, /grace/]);
  expect(await (await ada.types('/lab steps')).text()).toContain('✅');
  const {attachments} = await (await flo.types('/workshop export')).message();
  const record = (await Promise.all(attachments.map(async ({url}) => (await fetch(url)).text()))).join('\n');
  expect(record).toContain('kubectl apply -f specs/nginx');
  expect(record).toContain('sleep 60');
  expect(record).not.toContain('kubectl get pods');
}, 240_000);
