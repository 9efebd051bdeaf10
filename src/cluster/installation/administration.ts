import type {JsonObject} from '#src/kubernetes/json.ts';
import {ApiServer} from '../api/api-client.ts';
import {ApiError, ClusterUnavailableError} from '../api/api-error.ts';
import {installationManifests, type Installation} from './install.ts';
import {readKubeconfig} from '../api/read-kubeconfig.ts';
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
  /** Whether the API server has policies for admission; without, what asks for them is not among the manifests. */
  readonly hasAdmissionPolicies: boolean;
}

/** @throws AdministrationError */
export async function openAdministration(
  kubeconfigPaths: string | undefined,
  {signal, ...installation}: Installation & {readonly signal: AbortSignal},
): Promise<Administration> {
  if (kubeconfigPaths === undefined || kubeconfigPaths === '') {
    // a cluster is never touched because a file happens to lie in a home folder
    throw new AdministrationError("Set KUBECONFIG to the path of an administrator's kubeconfig.");
  }
  const {server, context} = await openKubeconfig(kubeconfigPaths);
  try {
    const version = await explained(async () => readServerVersion(server.as(undefined), signal));
    const hasAdmissionPolicies = await explained(async () => servesPolicies(server, signal));
    const manifests = await installationManifests(version, installation);
    return {
      server,
      line: `${context}, ${server.url}, ${version.gitVersion}`,
      manifests: manifests.filter((manifest) => hasAdmissionPolicies || !asksForPolicies(manifest)),
      hasAdmissionPolicies,
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

const policyGroup = 'admissionregistration.k8s.io/v1';

const asksForPolicies = ({apiVersion}: JsonObject): boolean => apiVersion === policyGroup;

async function servesPolicies(server: ApiServer, signal: AbortSignal): Promise<boolean> {
  try {
    const path = `/apis/${policyGroup}/validatingadmissionpolicies`;
    await server.as(undefined).request({path, query: {limit: '1'}, signal});
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false;
    throw error;
  }
}

async function openKubeconfig(paths: string): Promise<{server: ApiServer; context: string}> {
  try {
    const kubeConfig = readKubeconfig(paths);
    return {context: kubeConfig.getCurrentContext(), server: await ApiServer.open(kubeConfig)};
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
