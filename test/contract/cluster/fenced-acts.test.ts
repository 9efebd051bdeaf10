import {afterAll, beforeAll, expect, test} from 'vitest';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {fencedBy, type Identities} from '#src/cluster/api/identities.ts';
import {leave} from '#src/cluster/operations/leave.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {start} from '#src/cluster/operations/start.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

let installed: InstalledCluster;
let admin: ApiServer;
let identities: Identities;
let sandbox: SandboxSpec;
const {signal} = new AbortController();

beforeAll(async () => {
  installed = await installedCluster();
  ({admin, identities} = installed);
  const nodes = await installed.cluster.api('/api/v1/nodes');
  sandbox = sandboxSpec({nodes: [nodes.body.items[0].metadata.name]});
});
afterAll(async () => installed?.close());

/** Removes the sandbox for a bot that leads for so many acts. @returns how often it was asked whether it may */
async function leaveFor(acts: number): Promise<number> {
  let asked = 0;
  const mayAct = async (): Promise<void> => {
    asked += 1;
    if (asked > acts) throw new Error('FENCED another bot leads');
  };
  await leave(unattended({sandbox, identities: fencedBy(identities, mayAct), signal})).catch((error: unknown) => {
    if (!String(error).includes('FENCED')) throw error;
  });
  return asked;
}

test(
  'each act of removing a sandbox asks the fence, and none follows one that is refused',
  {timeout: 60_000},
  async () => {
    await start(unattended({sandbox, identities, signal}));
    const path = `/api/v1/namespaces/${sandbox.namespace}`;
    // its first act is refused, and then its second
    expect(await leaveFor(0)).toBeGreaterThan(0);
    const {body} = await admin.as(undefined).request({path});
    expect(body).toMatchObject({status: {phase: 'Active'}});
    expect(await leaveFor(1)).toBeGreaterThan(1);
    expect(await leaveFor(Infinity)).toBeGreaterThan(0);
    await expect(admin.as(undefined).request({path})).rejects.toMatchObject({status: 404});
  },
);
