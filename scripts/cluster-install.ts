import {rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {stringify} from 'yaml';
import {
  AdministrationError,
  explained,
  openAdministration,
  type Administration,
} from '#src/cluster/installation/administration.ts';
import {manifestTitle} from '#src/cluster/api/apply-manifest.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {nodeAgentNamespace, systemNamespace} from '#src/cluster/api/identities.ts';
import {allManifests} from '#src/cluster/installation/all-manifests.ts';
import {findDifferences, type Difference} from '#src/cluster/installation/find-differences.ts';
import {applyInstallation, botKubeConfig} from '#src/cluster/installation/install.ts';
import {missingOf, missingToApply} from '#src/cluster/installation/rights-to-install.ts';
import {describeRight, type Right} from '#src/cluster/installation/rights/right.ts';
import {readOpenApi} from '#src/cluster/api/read-open-api.ts';
import {unknownToPolicy} from '#src/sandbox/cluster-policies/unknown-fields.ts';
import {waitForNodeAgents, type AgentRollout} from '#src/cluster/node-agent/wait-for-node-agents.ts';
import {printFailure} from './print-failure.ts';
import {secondsToMs} from './seconds-to-ms.ts';

// npm run cluster:install [-- --kubeconfig FILE] [--context NAME] [--timeout SECONDS]: installs what Labrador needs in the
// cluster of KUBECONFIG; FILE becomes the kubeconfig for the bot. Who may not do that is told what is missing, before
// anything is changed.
// npm run --silent cluster:install -- --print [--kubernetes VERSION]: prints it, for somebody who may; asks no cluster

const deployFolder = join(import.meta.dirname, '..', 'deploy');
/** What the rest may take besides waiting for the node agent's Pods, in ms. */
const marginMs = 60_000;
/** How long the bot's token is asked for, in seconds. */
const tokenSeconds = 7 * 24 * 3_600;
/** What is printed for, unless it is said: any that has all of it. */
const newestVersion = '1.30';

async function main(): Promise<void> {
  const {values} = parseArgs({
    options: {
      kubeconfig: {type: 'string'},
      context: {type: 'string'},
      timeout: {type: 'string', default: '120'},
      print: {type: 'boolean', default: false},
      kubernetes: {type: 'string', default: newestVersion},
    },
  });
  if (values.print) return print(values.kubernetes);
  const withinMs = secondsToMs(values.timeout);
  const signal = AbortSignal.timeout(withinMs + marginMs);
  const administration = await openAdministration(
    {environment: process.env, context: values.context},
    {deployFolder, signal},
  );
  const {server, line, notEnforced} = administration;
  try {
    console.log(`cluster  ${line}`);
    await explained(async () => {
      const needsToken = values.kubeconfig !== undefined;
      await applyOrFind(administration, {needsToken, signal});
      // before the wait: it is of use whatever comes of that
      if (values.kubeconfig !== undefined) {
        const {kubeConfig, endsAt} = await botKubeConfig(server, tokenSeconds);
        await writeSecret(values.kubeconfig, `${kubeConfig.exportConfig()}\n`);
        console.log(
          `written  ${values.kubeconfig}: as the bot, until ${endsAt.toISOString()}; this again makes a new one`,
        );
      }
      for (const sentence of notEnforced) console.log(`note     ${sentence}`);
      const unknown = await newToPolicy(server, signal);
      if (unknown !== undefined) console.log(`note     ${unknown}`);
      const unseen = await missingOf(server.as(undefined), rightsToWait, signal);
      if (unseen.length > 0) {
        const which = unseen.map(describeRight).join(', ');
        console.log(`note     Whether the node agent runs can't be seen without: ${which}.`);
        return;
      }
      report(await waitForNodeAgents(server.as(undefined), {withinMs, signal}));
    });
  } finally {
    await server.close();
  }
}

const rightsToWait: readonly Right[] = [
  {verb: 'get', group: 'apps', resource: 'daemonsets', namespace: nodeAgentNamespace},
  {verb: 'list', group: '', resource: 'pods', namespace: nodeAgentNamespace},
  {verb: 'list', group: '', resource: 'nodes'},
];
const rightToToken: Right = {
  verb: 'create',
  group: '',
  resource: 'serviceaccounts/token',
  name: 'labrador',
  namespace: systemNamespace,
};

/** Applies all of it; who may not can go on where somebody else has. @throws AdministrationError before anything is changed */
async function applyOrFind(
  {server, manifests}: Administration,
  {needsToken, signal}: {readonly needsToken: boolean; readonly signal: AbortSignal},
): Promise<void> {
  const admin = server.as(undefined);
  const [missing, noToken] = await Promise.all([
    missingToApply(admin, manifests, signal),
    missingOf(admin, needsToken ? [rightToToken] : [], signal),
  ]);
  if (missing.length + noToken.length === 0) {
    const onApplied = (manifest: unknown): void => console.log(`applied  ${manifestTitle(manifest)}`);
    return applyInstallation(server, manifests, {signal, onApplied});
  }
  const differences = missing.length === 0 ? [] : await findDifferences(admin, manifests, signal);
  if (differences.length === 0 && noToken.length === 0) {
    console.log(`found    all ${manifests.length} objects as they are to be: somebody else has applied them`);
    return;
  }
  throw new AdministrationError(whatIsMissing([...(differences.length > 0 ? missing : []), ...noToken], differences));
}

function whatIsMissing(missing: readonly Right[], differences: readonly Difference[]): string {
  const titles = (state: Difference['state']): string[] =>
    differences.flatMap((difference) => (difference.state === state ? [difference.title] : []));
  const lines = [
    ['not there yet', titles('missing')],
    ['not as it is to be', titles('different')],
    ["can't be seen", titles('unseen')],
  ] as const;
  return [
    'Nothing was changed: this user may not',
    ...missing.map((right) => `  ${describeRight(right)}`),
    ...lines.flatMap(([what, those]) => (those.length === 0 ? [] : [`${what}: ${those.join(', ')}`])),
    'Use the kubeconfig of somebody who may, or give them what this prints, and type this again when they have applied it:',
    '  npm run --silent cluster:install -- --print',
  ].join('\n');
}

async function print(text: string): Promise<void> {
  const {major, minor} = /^v?(?<major>\d+)\.(?<minor>\d+)/.exec(text)?.groups ?? {};
  if (major === undefined) throw new AdministrationError(`--kubernetes takes a version such as 1.30, not ${text}.`);
  const {manifests, missing} = await allManifests({major: Number(major), minor: Number(minor)}, deployFolder);
  for (const manifest of manifests) console.log(`---\n${stringify(manifest, {lineWidth: 0}).trimEnd()}`);
  for (const sentence of missing) console.error(sentence);
}

function report({needed, missing, isCurrent}: AgentRollout): void {
  if (needed === 0) throw new AdministrationError('No node is ready and takes Pods: there is nowhere for sandboxes.');
  const running = needed - missing.length;
  console.log(`agents   on ${running} of ${needed} nodes`);
  if (missing.length > 0) {
    throw new AdministrationError(missing.map(({node, reason}) => `${node}: ${reason}`).join('\n'));
  }
  if (!isCurrent) throw new AdministrationError('Not all of the node agents are of this version yet.');
}

/** What the API server has that the policy was written without, in one sentence. No reason to stop: it is refused. */
async function newToPolicy(server: ApiServer, signal: AbortSignal): Promise<string | undefined> {
  const schemas = await readOpenApi(server.as(undefined), signal);
  if (schemas === undefined) return 'The API server has no OpenAPI documents to compare the policy with.';
  const unknown = unknownToPolicy(schemas);
  return unknown.length === 0
    ? undefined
    : `This Kubernetes has what the policy was written without, and refuses: ${unknown.join(', ')}.`;
}

/** Readable by its owner alone from its first byte, and in one piece. */
async function writeSecret(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}.new`;
  try {
    await writeFile(fresh, text, {mode: 0o600, flag: 'wx'});
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, {force: true});
    throw new AdministrationError(`${path} can't be written: ${String(error)}`, {cause: error});
  }
}

main().catch(printFailure);
