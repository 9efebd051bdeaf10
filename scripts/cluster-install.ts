import {rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {AdministrationError, explained, openAdministration} from '#src/cluster/installation/administration.ts';
import {manifestTitle} from '#src/cluster/api/apply-manifest.ts';
import type {ApiServer} from '#src/cluster/api/api-client.ts';
import {applyInstallation, botKubeConfig} from '#src/cluster/installation/install.ts';
import {readOpenApi} from '#src/cluster/api/read-open-api.ts';
import {admissionManifests} from '#src/sandbox/cluster-policies/admission-manifests.ts';
import {unknownToPolicy} from '#src/sandbox/cluster-policies/unknown-fields.ts';
import {waitForNodeAgents, type AgentRollout} from '#src/cluster/node-agent/wait-for-node-agents.ts';
import {printFailure} from './print-failure.ts';
import {secondsToMs} from './seconds-to-ms.ts';

// npm run cluster:install [-- --kubeconfig FILE] [--timeout SECONDS]: installs what Labrador needs in the cluster of
// KUBECONFIG, which must be an administrator's; FILE becomes the kubeconfig for the bot

const deployFolder = join(import.meta.dirname, '..', 'deploy');
/** What the rest may take besides waiting for the node agent's Pods, in ms. */
const marginMs = 60_000;
/** How long the bot's token is asked for, in seconds. */
const tokenSeconds = 7 * 24 * 3_600;

async function main(): Promise<void> {
  const {values} = parseArgs({options: {kubeconfig: {type: 'string'}, timeout: {type: 'string', default: '120'}}});
  const withinMs = secondsToMs(values.timeout);
  const signal = AbortSignal.timeout(withinMs + marginMs);
  const notEnforced = new Set<string>();
  const {server, line, manifests, hasAdmissionPolicies} = await openAdministration(process.env['KUBECONFIG'], {
    deployFolder,
    // what the cluster can enforce of the policy by itself
    extraManifests: (version) => {
      const admission = admissionManifests(version);
      for (const sentence of admission.missing) notEnforced.add(sentence);
      return admission.manifests;
    },
    signal,
  });
  try {
    console.log(`cluster  ${line}`);
    await explained(async () => {
      const onApplied = (manifest: unknown): void => console.log(`applied  ${manifestTitle(manifest)}`);
      await applyInstallation(server, manifests, {signal, onApplied});
      // before the wait: it is of use whatever comes of that
      if (values.kubeconfig !== undefined) {
        const {kubeConfig, endsAt} = await botKubeConfig(server, tokenSeconds);
        await writeSecret(values.kubeconfig, `${kubeConfig.exportConfig()}\n`);
        console.log(
          `written  ${values.kubeconfig}: as the bot, until ${endsAt.toISOString()}; this again makes a new one`,
        );
      }
      if (!hasAdmissionPolicies)
        notEnforced.add('This API server has no ValidatingAdmissionPolicy: the bot alone enforces the policy.');
      for (const sentence of notEnforced) console.log(`note     ${sentence}`);
      const unknown = await newToPolicy(server, signal);
      if (unknown !== undefined) console.log(`note     ${unknown}`);
      report(await waitForNodeAgents(server.as(undefined), {withinMs, signal}));
    });
  } finally {
    await server.close();
  }
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
