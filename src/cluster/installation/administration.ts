import {z} from 'zod';
import type {JsonObject} from '#src/kubernetes/json.ts';
import {ApiServer} from '../api/api-client.ts';
import {ApiError, ClusterUnavailableError} from '../api/api-error.ts';
import {allManifests, asksForPolicies, policiesPath} from './all-manifests.ts';
import {readProxies} from '../api/connection/proxy-of.ts';
import {CredentialsError} from '../api/credentials/credentials-error.ts';
import {readKubeconfig, type KubeconfigChoice} from '../api/read-kubeconfig.ts';
import {readServerVersion} from '../api/server-version.ts';

/** What an operator can put right; the message says how. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
}

/** A cluster as its administrator has it, and what an installation in it is made of. */
export interface Administration {
  readonly server: ApiServer;
  /** Which cluster it is: context, address, version. */
  readonly line: string;
  readonly manifests: readonly JsonObject[];
  /** What the cluster does not enforce of the policy by itself, a sentence each. */
  readonly notEnforced: readonly string[];
}

/** Which cluster is meant. */
interface Choice {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A context of its kubeconfig; undefined: the current one. */
  readonly context: string | undefined;
}

/** @throws AdministrationError */
export async function openAdministration(
  {environment, context: named}: Choice,
  {deployFolder, signal}: {readonly deployFolder: string; readonly signal: AbortSignal},
): Promise<Administration> {
  const paths = environment['KUBECONFIG'];
  if (paths === undefined || paths === '') {
    // a cluster is never touched because a file happens to lie in a home folder
    throw new AdministrationError("Set KUBECONFIG to the path of an administrator's kubeconfig.");
  }
  const {server, context} = await openKubeconfig({paths, context: named}, environment);
  try {
    const version = await explained(async () => readServerVersion(server.as(undefined), signal));
    const hasAdmissionPolicies = await explained(async () => servesPolicies(server, signal));
    const {manifests, missing} = await allManifests(version, deployFolder);
    return {
      server,
      line: `${context}, ${server.url}, ${version.gitVersion}`,
      manifests: manifests.filter((manifest) => hasAdmissionPolicies || !asksForPolicies(manifest)),
      notEnforced: hasAdmissionPolicies
        ? missing
        : [...missing, 'This API server has no ValidatingAdmissionPolicy: the bot alone enforces the policy.'],
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Told to everybody who is known to the API server. */
async function servesPolicies(server: ApiServer, signal: AbortSignal): Promise<boolean> {
  try {
    const {body} = await server.as(undefined).request({path: policiesPath, signal});
    const {resources} = z.looseObject({resources: z.array(z.looseObject({name: z.string()}))}).parse(body);
    return resources.some(({name}) => name === 'validatingadmissionpolicies');
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

async function openKubeconfig(
  choice: KubeconfigChoice,
  environment: Choice['environment'],
): Promise<{server: ApiServer; context: string}> {
  try {
    const kubeConfig = readKubeconfig(choice);
    const server = await ApiServer.open(kubeConfig, {proxies: readProxies(environment)});
    return {context: kubeConfig.getCurrentContext(), server};
  } catch (error) {
    throw new AdministrationError(error instanceof Error ? error.message : String(error), {cause: error});
  }
}

/** Runs it; what the cluster refuses becomes words for the operator. @throws AdministrationError */
export async function explained<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toAdministrationError(error);
  }
}

function toAdministrationError(error: unknown): unknown {
  const options = {cause: error};
  if (error instanceof ApiError && error.status === 401) {
    return new AdministrationError("The cluster refuses the kubeconfig's credentials. Make a new kubeconfig.", options);
  }
  if (error instanceof ApiError && error.status === 403) {
    return new AdministrationError(`${error.message}\nThis takes an administrator's kubeconfig.`, options);
  }
  if (error instanceof ApiError) return new AdministrationError(`The cluster refuses: ${error.message}`, options);
  if (error instanceof ClusterUnavailableError && error.cause instanceof CredentialsError) {
    return new AdministrationError(error.cause.message, options);
  }
  if (error instanceof ClusterUnavailableError) {
    return new AdministrationError(
      "The cluster does not answer. Start it, or correct the kubeconfig's address.",
      options,
    );
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new AdministrationError('It took too long and was stopped. What is done stays; run it again.', options);
  }
  return error;
}
