import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Identities} from '#src/cluster/api/identities.ts';
import {announceMs, withdrawInstallation} from '#src/cluster/installation/installations.ts';
import {OwnLease} from '#src/cluster/installation/own-lease.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

let installed: InstalledCluster;
let identities: Identities;
const {signal} = new AbortController();

beforeAll(async () => {
  installed = await installedCluster();
  ({identities} = installed);
});
afterAll(async () => installed?.close());

/** Has each renew in turn, a minute after the other. @returns how it stood with the last one after each of its turns */
async function turns(leases: readonly OwnLease[], last: OwnLease): Promise<string[]> {
  let now = Date.now();
  const stood: string[] = [];
  for (const lease of leases) {
    now += announceMs / 2;
    await lease.renew({now, signal});
    if (lease === last) stood.push(lease.hasTwin ? 'has a twin' : lease.isAlone ? 'is alone' : 'not known');
  }
  return stood;
}

test('a bot that leads is alone from the start, and so is one that follows another that ended in order', async () => {
  const [one, next] = [new OwnLease(identities, 'bbbbb'), new OwnLease(identities, 'bbbbb')];
  expect(one.isAlone).toBe(false);
  expect(await turns([one, one], one)).toEqual(['is alone', 'is alone']);
  await withdrawInstallation(identities, {installation: 'bbbbb', signal});
  expect(await turns([next], next)).toEqual(['is alone']);
});

test('one that follows another that was killed is known to be alone when nobody has written after it', async () => {
  const [one, next] = [new OwnLease(identities, 'ccccc'), new OwnLease(identities, 'ccccc')];
  expect(await turns([one, next, next], next)).toEqual(['not known', 'is alone']);
});

test('one last act of the leader before is no twin', async () => {
  const [one, next] = [new OwnLease(identities, 'ddddd'), new OwnLease(identities, 'ddddd')];
  expect(await turns([one, next, one, next, next], next)).toEqual(['not known', 'not known', 'is alone']);
});

test('each of two that are at work with one id finds the other, until it ends', async () => {
  const [one, copy] = [new OwnLease(identities, 'fffff'), new OwnLease(identities, 'fffff')];
  const both = [one, copy, one, copy, one, copy, one];
  expect(await turns(both, one)).toEqual(['is alone', 'not known', 'has a twin', 'has a twin']);
  expect(copy.hasTwin).toBe(true);
  expect(await turns([one], one)).toEqual(['is alone']);
});

test('others with ids of their own are told, and are no twins', async () => {
  const [one, other] = [new OwnLease(identities, 'ggggg'), new OwnLease(identities, 'hhhhh')];
  const now = Date.now();
  await one.renew({now, signal});
  expect((await other.renew({now, signal})).map(({id}) => id)).toContain('ggggg');
  await one.renew({now, signal});
  expect([one.isAlone, other.isAlone]).toEqual([true, true]);
});
