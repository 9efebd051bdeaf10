import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {endLeftOverRedis} from './private-redis.ts';

/** What starts leave in the data folder, the lock aside. */
const leftOver = ['redis', 'chat.json', 'chat.json.attachments', 'cluster.json', 'kubeconfig'];

/** Removes what earlier starts left in the data folder, and nothing else that may lie there. */
export async function beginAnew(folder: string): Promise<void> {
  await endLeftOverRedis(folder);
  await Promise.all(leftOver.map(async (entry) => rm(join(folder, entry), {recursive: true, force: true})));
}
