import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {identitiesOf, nodeAgentNamespace} from '#src/cluster/api/identities.ts';
import {resourcePath} from '#src/cluster/api/resource-path.ts';
import {diagnoseNodeAgents} from '#src/cluster/installation/doctor/diagnose-node-agents.ts';
import {findLeaks} from '#src/cluster/node-agent/find-leaks.ts';
import {unattended} from '#src/cluster/operations/operation-context.ts';
import {runOperation} from '#src/cluster/operations/run-operation.ts';
import {parseKubectl} from '#src/operations/kubectl/parse-kubectl.ts';
import type {Operation} from '#src/operations/operation.ts';
import type {Outcome} from '#src/operations/outcome.ts';
import type {SandboxSpec} from '#src/sandbox/sandbox.ts';
import {sandboxSpec} from '#test/support/sandbox-fixture.ts';
import type {EmulatedCluster} from '#test/support/kubectl-cluster.ts';
import {installedCluster, type InstalledCluster} from './installed-cluster.ts';

const withFolders = sandboxSpec();
const withoutFolders = {...withFolders, lab: {...withFolders.lab, hostPathLeaves: []}};
const agents = resourcePath('daemonsets', nodeAgentNamespace, 'labrador-node-agent');

let installed: InstalledCluster;
let cluster: EmulatedCluster;
let bot: ApiServer;
let progress: string[] = [];

beforeAll(async () => {
  installed = await installedCluster();
  ({cluster, bot} = installed);
  await cluster.api(`${agents}?propagationPolicy=Background`, {method: 'DELETE'});
});
beforeEach(() => {
  progress = [];
});
afterAll(async () => installed?.close());

const signal = (): AbortSignal => AbortSignal.timeout(60_000);

async function run(operation: Operation, sandbox: SandboxSpec): Promise<Outcome> {
  const showProgress = async (text: string): Promise<void> => Promise.resolve(void progress.push(text));
  const context = unattended({sandbox, identities: identitiesOf(bot), signal: signal()});
  return runOperation(operation, {...context, showProgress});
}

const start: Operation = {kind: 'start'};
const leave: Operation = {kind: 'leave'};
const reset: Operation = {kind: 'reset', lines: []};
const more = parseKubectl('create namespace more', {files: new Map()}).operation;

test('a lab without host folders needs no node agent: nothing is waited for, and nothing said of one', async () => {
  expect(await run(start, withoutFolders)).toMatchObject({kind: 'done', notes: []});
  expect(await run(more, withoutFolders)).toMatchObject({kind: 'done', notes: []});
  expect(await run(reset, withoutFolders)).toMatchObject({kind: 'done', notes: []});
  const left = await run(leave, withoutFolders);
  expect(left).toMatchObject({kind: 'done', notes: []});
  expect(left).not.toMatchObject({text: expect.stringContaining('host folder')});
  expect(progress.join('\n')).not.toMatch(/folder|node/);
  const leaks = await findLeaks(identitiesOf(bot), {workshopId: 'spring', lab: withoutFolders.lab});
  expect(leaks).toMatchObject({namespaces: [], hostFolders: [], unseen: []});
  expect(await diagnoseNodeAgents(identitiesOf(bot), {lab: withoutFolders.lab, signal: signal()})).toEqual({
    name: 'node agents',
    state: 'passed',
    said: 'None is needed: this lab has no folders on nodes.',
  });
});

test('a lab with host folders says of each that it could not be made or erased', async () => {
  expect(await run(start, withFolders)).toMatchObject({notes: [expect.stringContaining('no node agent runs there')]});
  expect(await run(leave, withFolders)).toMatchObject({notes: [expect.stringContaining('could not be erased')]});
  const leaks = await findLeaks(identitiesOf(bot), {workshopId: 'spring', lab: withFolders.lab});
  expect(leaks.unseen.map(({node}) => node)).toContain('node-1');
});

test('folders of a sandbox whose lab has none any more are erased all the same', async () => {
  await run(start, withFolders);
  expect(await run(leave, withoutFolders)).toMatchObject({notes: [expect.stringContaining('could not be erased')]});
});
